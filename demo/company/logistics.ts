import { blueGreen } from './blue-green.ts'
import type { CompanyNamespace } from './company-namespace.ts'

const https = { https: 443 }
const production = { environment: 'production' }
const carriers = { owner: 'carriers@quillmoor.example' }

/** Halls, parcels and shops: the oldest systems of the house, and the most partners. */
export const logistics: readonly CompanyNamespace[] = [
  {
    name: 'warehouse',
    labels: production,
    annotations: { owner: 'halls@quillmoor.example' },
    aliases: [
      {
        name: 'erp',
        target: 'erp.corp.quillmoor.example',
        ports: https,
        annotations: { description: 'Legacy ERP, known to the company network only; ask the infrastructure team' },
      },
      { name: 'label-printer', target: '10.40.12.7', ports: { raw: 9100 } },
      { name: 'conveyor', target: 'plc-17.hall-b.quillmoor.example', ports: { opcua: 4840 } },
      { name: 'archive', target: 'ftp.old.quillmoor.example', ports: { ftps: 990 } },
      { name: 'stock-db', target: 'stock-db-rw.data-platform.svc.cluster.local', ports: { postgres: 5432 } },
    ],
    workloads: [
      {
        name: 'picking',
        kind: 'Deployment',
        replicas: 2,
        port: 8080,
        uses: { ERP_HOST: 'erp.warehouse', STOCK_DB: 'stock-db', PRINTER: 'label-printer' },
      },
    ],
    // Made before the ERP moved into that range.
    policies: [{ name: 'keep-out-of-the-halls', except: ['10.40.0.0/16'] }],
  },
  {
    name: 'shipping',
    aliases: [
      { name: 'parcels-de', target: 'api.paketnord.example', ports: https, labels: production, annotations: carriers },
      { name: 'parcels-fr', target: 'api.colisloire.example', ports: https, labels: production, annotations: carriers },
      {
        name: 'parcels-nl',
        target: 'api.pakkethaven.example',
        ports: https,
        labels: production,
        annotations: carriers,
      },
      { name: 'customs', target: 'declarations.tollgate.example', ports: https, labels: production },
      { name: 'rates', target: 'rates.tariffhub.example', ports: https, labels: { env: 'production' } },
      ...blueGreen(
        'tracking',
        {
          active: 'track-1.wayfare.example',
          blue: 'track-1.wayfare.example',
          green: 'track-2.wayfare.example',
        },
        { ports: https, labels: production, annotations: carriers },
      ),
    ],
  },
  {
    name: 'shops',
    labels: { environment: 'prod' },
    annotations: { 'a8r.io/owner': 'shop-systems' },
    freeze: { days: 9, reason: 'stocktaking in all shops' },
    aliases: [
      { name: 'tills-berlin', target: 'tills.berlin.shops.quillmoor.example', ports: https },
      { name: 'gift-cards', target: 'api.giftleaf.example', ports: https },
      { name: 'till-updates', target: 'updates.tillworks.example', ports: https },
      { name: 'receipts', target: 'receipts.tapeworks.example', ports: https },
      { name: 'stock-db', target: 'stock-db.warehouse.svc.cluster.local', ports: { postgres: 5432 } },
      { name: 'opening-hours', target: 'hours.placebook.example', ports: https },
    ],
  },
]
