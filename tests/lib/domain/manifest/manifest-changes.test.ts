import { describe, expect, it } from 'vitest'
import { manifestChanges } from '@/lib/domain/manifest/manifest-changes'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const before: ServiceObject = {
  ...{ apiVersion: 'v1', kind: 'Service' },
  metadata: {
    name: 'orders-db',
    namespace: 'shop',
    labels: { environment: 'production' },
    annotations: { 'a8r.io/owner': 'shop' },
  },
  spec: {
    type: 'ExternalName',
    externalName: 'old.example.com',
    sessionAffinity: 'None',
    ports: [{ name: 'postgres', port: 5432, protocol: 'TCP', targetPort: 5432 }],
  },
}

describe('what differs from the stored alias', () => {
  it('is nothing where nothing was changed, or only what the API server fills in was left out', () => {
    const after = { ...before, spec: { ...before.spec, ports: [{ name: 'postgres', port: 5432 }] } }
    expect(manifestChanges(before, before)).toEqual({ changes: {}, outOfReach: [] })
    expect(manifestChanges(before, after)).toEqual({ changes: {}, outOfReach: [] })
  })

  it('is exactly that: null takes a label away', () => {
    const after = {
      ...before,
      metadata: { ...before.metadata, labels: { team: 'shop' }, annotations: { 'a8r.io/owner': 'web' } },
      spec: { ...before.spec, externalName: 'new.example.com', ports: [{ name: 'pg', port: 5432, targetPort: 'pg' }] },
    }
    expect(manifestChanges(before, after).changes).toEqual({
      ...{ target: 'new.example.com', ports: [{ name: 'pg', port: 5432, protocol: 'TCP', targetPort: 'pg' }] },
      ...{ labels: { environment: null, team: 'shop' }, annotations: { 'a8r.io/owner': 'web' } },
    })
  })

  it('can be that ports, labels and annotations are gone', () => {
    const after = { ...before, metadata: { name: 'orders-db', namespace: 'shop' }, spec: { ...before.spec, ports: [] } }
    expect(manifestChanges(before, after).changes).toEqual({
      ...{ ports: [], labels: { environment: null }, annotations: { 'a8r.io/owner': null } },
    })
  })

  it('is said where an edit cannot carry it, with what to do instead', () => {
    const after: ServiceObject = {
      ...before,
      metadata: { ...before.metadata, name: 'orders', namespace: 'web', finalizers: ['a/b'] },
      spec: { ...before.spec, type: 'ClusterIP', selector: { app: 'x' } },
    }
    const { changes, outOfReach } = manifestChanges(before, after)
    expect(changes).toEqual({})
    expect(outOfReach.map(({ field, message }) => `${field}: ${message.split(/[:,]/)[0]}`)).toEqual([
      'metadata.name: A Service cannot be renamed',
      'metadata.namespace: A Service cannot move',
      'metadata.finalizers: An edit carries the target',
      'spec.type: Another type is a migration',
      'spec.selector: An edit carries the target',
    ])
  })
})
