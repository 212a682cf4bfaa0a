import type { CompanyNamespace } from './company-namespace.ts'
import { loyalty } from './own-zone.ts'

/** The cluster in Amsterdam, where the customers' data is kept. The company's private names are not known there. */
export const crmCluster: readonly CompanyNamespace[] = [
  {
    name: 'crm',
    labels: { environment: 'production' },
    annotations: { 'backstage.io/owner': 'group:default/customers' },
    aliases: [
      {
        name: 'customers-db',
        target: 'quillmoor-customers-a.cx3k9f2a1b.eu-central-1.rds.amazonaws.com',
        ports: { postgres: 5432 },
        labels: { 'app.kubernetes.io/component': 'database' },
      },
      { name: 'shop-search', target: 'quillmoor-dsn.algolia.net', ports: { https: 443 } },
      // Copied from the other cluster, whose resolver knows the name.
      { name: 'erp', target: 'erp.corp.quillmoor.example', ports: { https: 443 } },
    ],
    workloads: [
      {
        name: 'members',
        kind: 'Deployment',
        replicas: 3,
        port: 8443,
        uses: { CUSTOMERS_DB_HOST: 'customers-db', ERP_URL: 'https://erp/api' },
      },
    ],
    balancers: [{ name: 'loyalty', workload: 'members', port: 443, targetPort: 8443, host: loyalty }],
  },
]
