import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readUseCase } from '@/lib/domain/alias/read-use-case'
import { type UseCase, useCases } from '@/lib/domain/alias/use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { hostileNames } from '../hostile-names'

const settings = {
  clusterDomain: 'cluster.local',
  ownDomains: ['company.com', '.quillmoor.example'],
  otherClusterDomains: ['east.clusters.company.com'],
}

function read(target: string | null, labels: Record<string, string> = {}, name = 'dependency', own = settings) {
  return readUseCase({ name, target, provider: target === null ? null : findProvider(target), labels }, own)
}

const purposeOf = (...facts: Parameters<typeof read>) => read(...facts).useCase

test.each<[UseCase, string, Record<string, string>]>([
  ['managed-database', 'database.external-provider.com', {}],
  ['managed-database', 'mydb-instance.abc123.us-east-1.rds.amazonaws.com', { app: 'myapp', component: 'database' }],
  ['third-party-api', 'api.stripe.com', {}],
  ['third-party-api', 'smtp.sendgrid.net', {}],
  ['cross-cluster', 'auth.cluster-b.example.internal', {}],
  ['legacy', 'erp.legacy.internal.company.com', {}],
  [
    'managed-database',
    'analytics-instance.us-central1.sql.gcp.company.com',
    { 'app.kubernetes.io/name': 'analytics-db', 'app.kubernetes.io/component': 'database' },
  ],
  ['managed-database', 'cluster0.abc123.mongodb.net', {}],
  ['managed-database', 'my-deployment.es.us-east-1.aws.found.io', {}],
  ['managed-database', 'redis.abc123.cache.amazonaws.com', {}],
  ['third-party-api', 'api.external-service.com', {}],
  ['third-party-api', 'api-v1.backend.com', {}],
  ['other', '192.168.1.100', {}],
  ['namespace-alias', 'otel-collector.acc-data-platform.svc.cluster.local', {}],
])('is %s for %s', (useCase, target, labels) => {
  expect(purposeOf(target, labels)).toBe(useCase)
})

describe('clusters', () => {
  it('tells a Service of this cluster, short names and pods included', () => {
    expect(purposeOf('db.shop.svc.cluster.local')).toBe('namespace-alias')
    expect(purposeOf('db-0.db.shop.svc.cluster.local')).toBe('namespace-alias')
    expect(purposeOf('db.shop.svc')).toBe('namespace-alias')
  })

  it('tells other clusters by the settings, by the form of a Service name and by a label of the host', () => {
    expect(read('auth.east.clusters.company.com').because).toContain('east.clusters.company.com')
    expect(purposeOf('auth.shop.svc.cluster-b.local')).toBe('cross-cluster')
    expect(purposeOf('auth.shop.svc.clusterset.local')).toBe('cross-cluster')
    expect(purposeOf('loyalty.crm.ams1.clusters.other.example')).toBe('cross-cluster')
  })

  it('takes a clustered database for a database', () => {
    expect(purposeOf('redis-cluster.provider.com')).toBe('managed-database')
    expect(purposeOf('x.provider.com', { app: 'redis-cluster' })).toBe('managed-database')
  })

  it('knows the API of a managed cluster', () => {
    expect(purposeOf('0123ABCD.gr7.us-east-1.eks.amazonaws.com'.toLowerCase())).toBe('cross-cluster')
    expect(purposeOf('shop-dns-0a1b.hcp.westeurope.azmk8s.io')).toBe('cross-cluster')
  })

  it('knows a load balancer that a Kubernetes cluster made', () => {
    expect(purposeOf('k8s-shop-web-0a1b2c3d4e-1234567890.eu-central-1.elb.amazonaws.com')).toBe('cross-cluster')
  })
})

describe('providers and labels', () => {
  it('trusts the provider before the labels', () => {
    expect(read('api.stripe.com', { component: 'database' })).toEqual({
      useCase: 'third-party-api',
      because: 'Stripe: the API of a third party.',
    })
  })

  it('trusts the labels where the provider hides what stands behind it', () => {
    const balancer = 'web-1234567890.eu-central-1.elb.amazonaws.com'
    expect(purposeOf(balancer, { component: 'postgres' })).toBe('managed-database')
    expect(read(balancer)).toEqual({
      useCase: 'other',
      because: 'AWS Elastic Load Balancing: its name does not tell what stands behind it.',
    })
  })

  it.each<[UseCase, Record<string, string>]>([
    ['managed-database', { 'app.kubernetes.io/component': 'primary-database' }],
    ['legacy', { component: 'on-prem' }],
    ['legacy', { tier: 'Legacy' }],
    ['third-party-api', { component: 'third-party' }],
    ['cross-cluster', { role: 'cross-cluster' }],
    ['managed-database', { app: 'postgresql14' }],
  ])('reads %s from %j', (useCase, labels) => {
    expect(purposeOf('x.provider.com', labels)).toBe(useCase)
  })

  it('takes no program in front of a database for one', () => {
    expect(purposeOf('x.provider.com', { app: 'redis-exporter' })).toBe('third-party-api')
    expect(purposeOf('mysql-proxy.provider.com')).toBe('third-party-api')
  })

  it('reads no labels from the prototype', () => {
    const labels: Record<string, string> = Object.create({ component: 'database' })
    expect(purposeOf('x.provider.com', labels)).toBe('third-party-api')
  })
})

describe('names and domains', () => {
  it('takes own domains and private networks for systems of one’s own', () => {
    expect(read('ldap.company.com').because).toBe(
      'company.com is your own domain, and the name is outside the cluster.',
    )
    expect(purposeOf('tills.berlin.shops.quillmoor.example')).toBe('legacy')
    expect(purposeOf('printer.floor2.lan')).toBe('legacy')
    expect(purposeOf('billing.as400.partner.com')).toBe('legacy')
  })

  it('keeps to label boundaries with own domains', () => {
    expect(purposeOf('api.notcompany.com')).toBe('third-party-api')
    expect(purposeOf('company.com.partner.com')).toBe('third-party-api')
  })

  it('reads the name of the Service before the domain', () => {
    expect(purposeOf('x1.provider.com', {}, 'legacy-erp')).toBe('legacy')
    expect(purposeOf('x1.provider.com', {}, 'orders-db')).toBe('managed-database')
  })

  it('says so when nothing tells', () => {
    expect(purposeOf(null)).toBe('other')
    expect(purposeOf('upstream')).toBe('other')
    expect(purposeOf('co.uk')).toBe('other')
    expect(purposeOf('a..b')).toBe('other')
  })
})

test('gives a sentence for every reading, free of control characters, and never throws', () => {
  fc.assert(
    fc.property(hostileNames, hostileNames, hostileNames, hostileNames, (target, name, label, domain) => {
      const own = { clusterDomain: domain, ownDomains: [domain], otherClusterDomains: [name] }
      const { useCase, because } = read(target, { component: label, app: name }, name, own)
      expect(useCases).toContain(useCase)
      expect(because).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\.$/u)
    }),
    { numRuns: 1000 },
  )
})
