import { newStockHost } from './migration-targets.ts'
import { a, aaaa, chain, name, type ZoneEntry } from './zone-entry.ts'

const rds = (instance: string) => `${instance}.cx3k9f2a1b.eu-central-1.rds.amazonaws.com`
const ec2 = (address: string) => `ec2-${address.replaceAll('.', '-')}.eu-central-1.compute.amazonaws.com`

/** Where the writer of the orders lives: the first instance, until a failover moves it to the second. */
export const ordersWriters = [ec2('198.51.100.31'), ec2('198.51.100.32')] as const
export const ordersWriter = rds('quillmoor-orders')

/** Managed services of the large providers, with the hops that they really put in between. */
export const providerZone: readonly ZoneEntry[] = [
  name(ordersWriters[0], a('198.51.100.31', 60)),
  name(ordersWriters[1], a('198.51.100.32', 60)),
  ...chain([rds('quillmoor-orders-ro'), ec2('198.51.100.33')], 5),
  name(ec2('198.51.100.33'), a('198.51.100.33', 60)),
  ...chain([rds('quillmoor-orders-stg'), ec2('198.51.100.34')], 5),
  name(ec2('198.51.100.34'), a('198.51.100.34', 60)),
  ...['customers-a', 'customers-b', 'invoices-a', 'invoices-b'].flatMap((instance, index) => [
    ...chain([rds(`quillmoor-${instance}`), ec2(`198.51.100.${35 + index}`)], 5),
    name(ec2(`198.51.100.${35 + index}`), a(`198.51.100.${35 + index}`, 60)),
  ]),
  name('sessions.qm4r1s.0001.euc1.cache.amazonaws.com', a('10.20.8.15', 15), a('10.20.9.15', 15)),
  ...chain(['quillmoor-dsn.algolia.net', 'quillmoor-2.algolia.net'], 300),
  name('quillmoor-2.algolia.net', a('198.51.100.51', 60), a('198.51.100.52', 60)),
  ...chain([
    'quillmoor-ledger.postgres.database.azure.com',
    'quillmoor-ledger.privatelink.postgres.database.azure.com',
  ]),
  name('quillmoor-ledger.privatelink.postgres.database.azure.com', a('10.60.4.4', 10)),
  ...chain([
    'cluster0.qm4tz.mongodb.net',
    'cluster0-lb.qm4tz.mongodb.net',
    'ac-qm4tz-lb.eu-central-1.aws.mongodb.test',
  ]),
  name('ac-qm4tz-lb.eu-central-1.aws.mongodb.test', a('203.0.113.141'), a('203.0.113.142'), a('203.0.113.143')),
  ...chain(['cluster0.dv7xk.mongodb.net', 'ac-dv7xk-lb.eu-central-1.aws.mongodb.test']),
  name('ac-dv7xk-lb.eu-central-1.aws.mongodb.test', a('203.0.113.145')),
  ...chain(['quillmoor-books.es.eu-central-1.aws.found.io', 'proxy-production-eu-central-1.aws.found.io'], 300),
  name('proxy-production-eu-central-1.aws.found.io', a('203.0.113.151'), aaaa('2001:db8:e5::151')),
  ...chain(['quillmoor.eu.auth0.com', 'quillmoor-cd-9f2c.edge.tenants.eu.auth0.com'], 300),
  name('quillmoor-cd-9f2c.edge.tenants.eu.auth0.com', a('203.0.113.161'), a('203.0.113.162')),
  ...chain(['quillmoor.servicebus.windows.net', 'ns-sb2-prod-fra-007.servicebus.windows.net']),
  name('ns-sb2-prod-fra-007.servicebus.windows.net', a('203.0.113.171')),
  name('quillmoor.eu-central-1.snowflakecomputing.com', a('203.0.113.131'), a('203.0.113.132')),
  ...chain(['quillmoor-exports.s3.eu-central-1.amazonaws.com', 's3-r-w.eu-central-1.amazonaws.com'], 300),
  name('s3-r-w.eu-central-1.amazonaws.com', a('198.51.100.41', 5), a('198.51.100.42', 5)),
  name('ep-quiet-fen-a2b4.eu-central-1.aws.neon.tech', a('203.0.113.191'), aaaa('2001:db8:ec::191')),
  name(newStockHost, a('203.0.113.192', 60)),
  name('events.pagerduty.com', a('203.0.113.195'), a('203.0.113.196')),
  // The provider is there; what the company had below it is gone.
  name('azurewebsites.net', a('203.0.113.199')),
  ...chain(['pkc-4kq7m.eu-central-1.aws.confluent.cloud', 'glb.eu-central-1.aws.confluent.cloud']),
  name('glb.eu-central-1.aws.confluent.cloud', a('203.0.113.181'), a('203.0.113.182'), a('203.0.113.183')),
]
