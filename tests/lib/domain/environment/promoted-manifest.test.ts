import { expect, test } from 'vitest'
import { promotedManifest, promotedName } from '@/lib/domain/environment/promoted-manifest'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const source: ServiceObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'db',
    namespace: 'shop-dev',
    uid: 'x',
    labels: { environment: 'dev', team: 'shop', 'kustomize.toolkit.fluxcd.io/name': 'apps' },
    annotations: { 'a8r.io/owner': 'shop', 'signpost/last-change': '{}', 'meta.helm.sh/release-name': 'x' },
  },
  spec: { type: 'ExternalName', externalName: 'dev-db.company.com', sessionAffinity: 'None', ports: [{ port: 5432 }] },
}

test('the alias of the next environment has its own target and label, the owner and ports of the one before, and nothing of a tool', () => {
  const wanted = { namespace: 'shop-stg', environment: 'staging', target: 'stg-db.company.com' }
  expect(promotedManifest({ source, ...wanted })).toEqual({
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: {
      ...{ name: 'db', namespace: 'shop-stg' },
      labels: { environment: 'staging', team: 'shop' },
      annotations: { 'a8r.io/owner': 'shop' },
    },
    spec: { type: 'ExternalName', externalName: 'stg-db.company.com', ports: [{ port: 5432 }] },
  })
})

test('a name with the word of an environment gets that of the next', () => {
  expect(promotedName('orders-dev', 'production')).toBe('orders-prod')
  expect(promotedName('orders', 'production')).toBe('orders')
})
