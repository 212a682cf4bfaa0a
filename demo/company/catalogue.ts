import { blueGreen } from './blue-green.ts'
import type { CompanyNamespace } from './company-namespace.ts'

const https = { https: 443 }

/** What is sold, on paper and as files. */
export const catalogue: readonly CompanyNamespace[] = [
  {
    name: 'catalogue',
    labels: { environment: 'production' },
    aliases: [
      {
        name: 'books-db',
        target: 'cluster0.qm4tz.mongodb.net',
        ports: { mongodb: 27017 },
        labels: { 'app.kubernetes.io/component': 'database', 'app.kubernetes.io/part-of': 'catalogue' },
      },
      {
        name: 'search-index',
        target: 'quillmoor-books.es.eu-central-1.aws.found.io',
        ports: { https: 9243 },
        labels: { 'app.kubernetes.io/part-of': 'catalogue' },
      },
      { name: 'isbn-lookup', target: 'api.isbnregister.example', ports: https, annotations: { team: 'metadata' } },
      {
        name: 'publishers-feed',
        target: 'feeds.pressline.example',
        ports: https,
        annotations: { 'backstage.io/owner': 'group:default/metadata' },
      },
      ...blueGreen(
        'stock-levels',
        {
          active: 'stock-blue.eu.quillmoor.example',
          blue: 'stock-blue.eu.quillmoor.example',
          green: 'stock-green.eu.quillmoor.example',
        },
        { ports: https, annotations: { team: 'metadata' }, application: 'catalogue' },
      ),
      ...blueGreen('price-feed', { active: 'price-feed.pressline.example', blue: 'price-feed.pressline.example' }),
    ],
    workloads: [
      { name: 'vouchers', kind: 'Deployment', replicas: 2, port: 80 },
      {
        name: 'catalogue-api',
        kind: 'Deployment',
        replicas: 3,
        port: 8080,
        uses: { MONGO_HOST: 'books-db', ELASTIC_URL: 'https://search-index:9243' },
      },
    ],
  },
  {
    name: 'catalogue-dev',
    aliases: [
      { name: 'books-db', target: 'cluster0.dv7xk.mongodb.net', ports: { mongodb: 27017 } },
      { name: 'search-index', target: 'search-index.dev.quillmoor.example', ports: https },
    ],
  },
  {
    name: 'ebooks',
    labels: { environment: 'production' },
    annotations: { team: 'digital' },
    aliases: [
      { name: 'badges', target: 'badges.quillmoor.example', ports: https },
      { name: 'wallet-gateway', target: 'api.coinpurse.example', ports: https },
      { name: 'licences', target: 'licence.pageguard.example', ports: https },
      { name: 'conversion', target: 'quillmoor-convert.azurewebsites.net', ports: https },
      ...blueGreen(
        'downloads',
        {
          active: 'downloads-blue.eu.quillmoor.example',
          blue: 'downloads-blue.eu.quillmoor.example',
          green: 'downloads-green.eu.quillmoor.example',
        },
        { ports: https },
      ),
      ...blueGreen(
        'reader-sync',
        {
          active: 'sync.eu.quillmoor.example',
          blue: 'sync.eu.quillmoor.example',
          green: 'sync.eu.quillmoor.example',
        },
        { ports: https },
      ),
    ],
  },
]
