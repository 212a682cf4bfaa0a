import { expect, test } from 'vitest'
import { readEnvironment } from '@/lib/domain/environment/read-environment'

test.each([
  [{ labels: { environment: 'prod' }, namespaceLabels: { environment: 'dev' }, namespace: 'shop-stg' }, 'production'],
  [{ labels: { environment: 'blue-lab' }, namespaceLabels: {}, namespace: 'shop' }, 'blue-lab'],
  [{ labels: {}, namespaceLabels: { environment: 'Staging' }, namespace: 'shop-prod' }, 'staging'],
  [{ labels: {}, namespaceLabels: {}, namespace: 'shop-prod' }, 'production'],
  [{ labels: {}, namespaceLabels: {}, namespace: 'dev-tools' }, 'development'],
  [{ labels: {}, namespaceLabels: {}, namespace: 'products' }, null],
  [{ labels: {}, namespaceLabels: {}, namespace: 'device' }, null],
])('reads %j as %s', (signals, environment) => {
  expect(readEnvironment(signals)).toBe(environment)
})
