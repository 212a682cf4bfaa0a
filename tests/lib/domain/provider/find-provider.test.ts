import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { hostileNames } from '../hostile-names'

const told = (host: string) => {
  const found = findProvider(host)
  return found && `${found.provider} · ${found.service}`
}

test.each([
  ['prod-db.abc123.us-east-1.rds.amazonaws.com', 'AWS · RDS'],
  ['orders.cluster-ro-abc123.eu-central-1.rds.amazonaws.com', 'AWS · RDS'],
  ['prod-db.abc123.rds.cn-north-1.amazonaws.com.cn', 'AWS · RDS'],
  ['sztwxa4q2knxrbnfldh5x3fita.dsql.us-east-1.on.aws', 'AWS · Aurora DSQL'],
  ['redis.abc123.cache.amazonaws.com', 'AWS · ElastiCache'],
  ['master.sessions.qm4r1s.euc1.cache.amazonaws.com', 'AWS · ElastiCache'],
  ['clustercfg.sessions.abc123.memorydb.us-east-1.amazonaws.com', 'AWS · MemoryDB'],
  ['b-7c2e.mq.us-east-1.amazonaws.com', 'AWS · MQ'],
  ['b-1.events.abc123.c2.kafka.us-east-1.amazonaws.com', 'AWS · MSK'],
  ['boot-abcd.c1.kafka-serverless.us-east-1.amazonaws.com', 'AWS · MSK Serverless'],
  ['vpc-search-7d1f.us-east-1.es.amazonaws.com', 'AWS · OpenSearch'],
  ['assets.s3.eu-west-1.amazonaws.com', 'AWS · S3'],
  ['fs-0123.efs.us-west-2.amazonaws.com', 'AWS · EFS'],
  ['email-smtp.us-east-1.amazonaws.com', 'AWS · SES'],
  ['rec-7f2c.execute-api.us-east-1.amazonaws.com', 'AWS · API Gateway'],
  ['web-1234567890.eu-central-1.elb.amazonaws.com', 'AWS · Elastic Load Balancing'],
  ['net-0123456789abcdef.elb.eu-central-1.amazonaws.com', 'AWS · Elastic Load Balancing'],
  ['vpce-0a1-b2c3.vpce-svc-0d4.us-east-1.vpce.amazonaws.com', 'AWS · PrivateLink'],
  ['d111111abcdef8.cloudfront.net', 'AWS · CloudFront'],
  ['shop.eu-west-1.elasticbeanstalk.com', 'AWS · Elastic Beanstalk'],
  ['ec2-198-51-100-31.eu-central-1.compute.amazonaws.com', 'AWS · EC2'],
  ['ledger.postgres.database.azure.com', 'Azure · Database for PostgreSQL'],
  ['ledger.privatelink.postgres.database.azure.com', 'Azure · Database for PostgreSQL'],
  ['sales.database.windows.net', 'Azure · SQL Database'],
  ['sessions.redis.cache.windows.net', 'Azure · Cache for Redis'],
  ['quillmoor.servicebus.windows.net', 'Azure · Service Bus and Event Hubs'],
  ['quillmoor-convert.azurewebsites.net', 'Azure · App Service'],
  ['edge.trafficmanager.net', 'Azure · Traffic Manager'],
  ['vm1.westeurope.cloudapp.azure.com', 'Azure · Virtual machine or public address'],
  ['1a23b4cd5e67.1a2b345c6d27.us-central1.sql.goog', 'Google Cloud · Cloud SQL'],
  [
    'bootstrap.events.us-central1.managedkafka.my-project.cloud.goog',
    'Google Cloud · Managed Service for Apache Kafka',
  ],
  ['catalogue-k3xyz-uc.a.run.app', 'Google Cloud · Cloud Run'],
  ['storage.googleapis.com', 'Google Cloud · Cloud Storage'],
  ['bigquery.googleapis.com', 'Google Cloud · Google APIs'],
  ['adb.us-ashburn-1.oraclecloud.com', 'Oracle Cloud · Autonomous Database'],
  ['r-abc.redis.rds.aliyuncs.com', 'Alibaba Cloud · Tair'],
  ['rm-abc.mysql.rds.aliyuncs.com', 'Alibaba Cloud · ApsaraDB'],
  ['private-db-pg.b.db.ondigitalocean.com', 'DigitalOcean · Managed Databases'],
  ['rw-a94bb20e.rdb.fr-par.scw.cloud', 'Scaleway · Managed Database'],
  ['cluster0.abc123.mongodb.net', 'MongoDB · Atlas'],
  ['org-account.snowflakecomputing.com', 'Snowflake · Snowflake'],
  ['ep-cool-darkness-123.us-east-2.aws.neon.tech', 'Neon · Neon Postgres'],
  ['db.abcdefgh.supabase.co', 'Supabase · Supabase Postgres'],
  ['abcdefgh.supabase.co', 'Supabase · Supabase API'],
  ['aws-eu-central-1-1.pg.psdb.cloud', 'PlanetScale · PlanetScale Postgres'],
  ['pkc-4kq7m.eu-central-1.aws.confluent.cloud', 'Confluent · Confluent Cloud'],
  ['redis-15645.c264.ap-south-1-1.ec2.redns.redis-cloud.com', 'Redis · Redis Cloud'],
  ['my-deployment.es.us-east-1.aws.found.io', 'Elastic · Elastic Cloud'],
  ['quillmoor-dsn.algolia.net', 'Algolia · Algolia'],
  ['api.stripe.com', 'Stripe · Stripe'],
  ['smtp.sendgrid.net', 'Twilio · SendGrid SMTP'],
  ['quillmoor.eu.auth0.com', 'Auth0 · Auth0'],
  ['www.example.com.edgekey.net', 'Akamai · Akamai'],
])('knows %s as %s', (host, service) => {
  expect(told(host)).toBe(service)
})

describe('the boundary between labels', () => {
  it.each([
    'evilamazonaws.com',
    'x.evilrds.amazonaws.com',
    'rds.amazonaws.com.evil.example',
    'prod.rds.amazonaws.com.evil.example',
    'notstripe.com',
    'api.stripe.com.evil.example',
    'amazonaws.com',
    'us-east-1.amazonaws.com',
    'efs.amazonaws.com',
    'com',
    'windows.net',
    'azure.com',
    'mongodb.net.example',
    'xmongodb.net',
  ])('keeps %s from a provider', (host) => {
    expect(findProvider(host)).toBeNull()
  })

  it('takes the region in the middle as exactly one label', () => {
    expect(told('fs-1.efs.eu-west-1.amazonaws.com')).toBe('AWS · EFS')
    expect(told('fs-1.efs.eu.west.amazonaws.com')).toBeNull()
  })

  it('takes the longest suffix', () => {
    expect(told('a.privatelink.snowflakecomputing.com')).toBe('Snowflake · Snowflake')
    expect(findProvider('a.privatelink.snowflakecomputing.com')?.privateIpsNormal).toBe(true)
    expect(findProvider('a.snowflakecomputing.com')?.privateIpsNormal).toBe(false)
  })
})

test('tells names that anyone may choose from those with a hash and a region', () => {
  const claimable = (host: string) => findProvider(host)?.claimableByName
  expect(claimable('convert.azurewebsites.net')).toBe(true)
  expect(claimable('convert.scm.azurewebsites.net')).toBe(true)
  expect(claimable('convert.privatelink.azurewebsites.net')).toBe(true)
  expect(claimable('convert-a6gqaeashthkhkeu.eastus-01.azurewebsites.net')).toBe(false)
  expect(claimable('shop.azurefd.net')).toBe(true)
  expect(claimable('shop-e4b9cwhgfyhhd9ce.z01.azurefd.net')).toBe(false)
  expect(claimable('shop.eu-west-1.elasticbeanstalk.com')).toBe(true)
  expect(claimable('prod-db.abc123.us-east-1.rds.amazonaws.com')).toBe(false)
  expect(claimable('web-1.eu-central-1.elb.amazonaws.com')).toBe(false)
  expect(claimable('cluster0.abc123.mongodb.net')).toBe(false)
  expect(claimable('org-account.snowflakecomputing.com')).toBe(false)
})

test('reads names in any case and with the trailing dot', () => {
  expect(told('Prod-DB.ABC123.us-east-1.RDS.amazonaws.COM.')).toBe('AWS · RDS')
})

test.each([
  '',
  '.',
  '..',
  'api..stripe.com',
  '.api.stripe.com',
  'api.stripe.com..',
  '10.0.0.1',
  '1.2.3',
  '::1',
  '[::1]',
  'api.stripe.com:443',
  'https://api.stripe.com',
  'api.stripe.com/rds.amazonaws.com',
  ' api.stripe.com',
  'x.o\u212Ata.com',
  'x.OKTA.com\u0000',
  '*.stripe.com',
  '__proto__',
  'constructor.prototype',
  `${'a.'.repeat(130)}stripe.com`,
])('knows nothing of %j', (host) => {
  expect(findProvider(host)).toBeNull()
})

test('never throws, and finds only suffixes that the host ends with', () => {
  fc.assert(
    fc.property(hostileNames, (host) => {
      const found = findProvider(host)
      if (found === null) return
      const labels = host.toLowerCase().replace(/\.$/, '').split('.').reverse()
      const suffix = found.suffix.split('.').reverse()
      expect(suffix.every((label, index) => label === '*' || label === labels[index])).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
