import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classKey, targetClass } from '@/lib/domain/environment/target-class'
import { targetKinds } from '@/lib/domain/environment/target-kind'

const domains = {
  clusterDomain: 'cluster.local',
  ownDomains: ['company.com', 'shop-dev.example', 'shop.example'],
  otherClusterDomains: ['clusters.company.com'],
}
const keyOf = (target: string | null) => classKey(targetClass(target, domains))

test.each([
  ['prod-db.abc123.us-east-1.rds.amazonaws.com', 'provider-host rds.amazonaws.com 2'],
  ['api.stripe.com', 'provider-host'],
  ['db.internal.company.com', 'own-domain company.com 2'],
  ['vault.internal', 'own-domain internal 1'],
  ['loyalty.ams1.clusters.company.com', 'other-cluster company.com 3'],
  ['db.shop.svc.cluster-b.local', 'other-cluster svc 2'],
  ['db.shop.svc.cluster.local', 'in-cluster svc 2'],
  [null, 'in-cluster svc 2'],
  ['placeholder.example.com', 'placeholder  0'],
  ['10.0.0.7', 'not-a-name  0'],
])('%s is of class %s', (target, key) => {
  expect(keyOf(target)).toContain(key)
})

test.each([
  ['dev-db.internal.company.com', 'prod-db.internal.company.com'],
  ['db.dev.company.com', 'db.company.com'],
  ['db.eu-west-1.company.com', 'db.company.com'],
  ['db.eu.company.com', 'db.stg.company.com'],
  ['dev-reports.abc123.us-east-1.rds.amazonaws.com', 'reports.xyz789.eu-central-1.rds.amazonaws.com'],
  ['api.shop-dev.example', 'api.shop.example'],
  ['erp-mock.finance-dev.svc.cluster.local', 'erp.finance.svc.cluster.local'],
])('%s and %s are of one class', (a, b) => {
  expect(keyOf(a)).toBe(keyOf(b))
})

test.each([
  ['db.internal.company.com', 'db.company.com'],
  ['db.company.com', 'prod-db.abc123.us-east-1.rds.amazonaws.com'],
  ['db.company.com', 'db.shop.svc.cluster.local'],
  ['placeholder.example.com', 'db.company.com'],
])('%s and %s are of different classes', (a, b) => {
  expect(keyOf(a)).not.toBe(keyOf(b))
})

test('a domain that the settings call an own one is no placeholder', () => {
  const own = { ...domains, ownDomains: ['example.com'] }
  expect(targetClass('db.example.com', own).kind).toBe('own-domain')
})

test('another spelling of the environment never changes the class', () => {
  const word = fc.constantFrom('dev', 'development', 'stg', 'staging', 'prod', 'production', 'qa', 'prod1')
  const shape = fc.constantFrom(
    (w: string) => `${w}-db.company.com`,
    (w: string) => `db.${w}.company.com`,
    (w: string) => `db-${w}.k3x9q2.eu-west-1.rds.amazonaws.com`,
    (w: string) => `db.shop-${w}.svc.cluster.local`,
  )
  fc.assert(
    fc.property(shape, word, word, (of, a, b) => {
      expect(keyOf(of(a))).toBe(keyOf(of(b)))
    }),
  )
})

test('a class has a kind of the list, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.domain()), (text) => {
      const { kind, labels } = targetClass(text, domains)
      expect(targetKinds).toContain(kind)
      expect(labels).toBeGreaterThanOrEqual(0)
    }),
  )
})
