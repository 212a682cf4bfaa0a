import { describe, expect, test } from 'vitest'
import { mapService } from '@/lib/kubernetes/map-service'
import { readServiceObject } from '@/lib/kubernetes/read-service-object'

const surroundings = { cluster: 'test', namespaceLabels: {}, namespaceAnnotations: {} }

function map(metadata: object, spec: object, around = surroundings) {
  const base = {
    name: 'db',
    namespace: 'shop',
    uid: 'u1',
    resourceVersion: '7',
    creationTimestamp: '2026-01-01T00:00:00Z',
  }
  const object = readServiceObject({ metadata: { ...base, ...metadata }, spec })
  if (object === null) throw new Error('not read')
  return mapService(object, around)
}

const external = { type: 'ExternalName', externalName: 'DB.example.com.' }

describe('an alias', () => {
  test('has its target normalised and its externalName as stored', () => {
    const alias = map(
      {},
      { ...external, ports: [{ port: 5432 }, { name: 'x', port: 1, protocol: 'UDP', targetPort: 'y' }] },
    )
    expect(alias).toMatchObject({
      target: 'db.example.com',
      externalName: 'DB.example.com.',
      clusterIP: null,
      selector: null,
    })
    expect(alias.ports).toEqual([
      { name: null, port: 5432, protocol: 'TCP', targetPort: null },
      { name: 'x', port: 1, protocol: 'UDP', targetPort: 'y' },
    ])
  })

  test('shares its list of ports with those that have the same one, unless it is a long one', () => {
    const withPorts = (count: number) => {
      const ports = Array.from({ length: count }, (_, index) => ({ name: `p${index}`, port: 5000 + index }))
      return map({}, { ...external, ports }).ports
    }
    for (const count of [0, 1, 8]) expect(withPorts(count)).toBe(withPorts(count))
    expect(withPorts(9)).not.toBe(withPorts(9))
    expect(withPorts(9)).toEqual(withPorts(9))
  })

  test('has no target once it was migrated away, even with an externalName left over', () => {
    const alias = map(
      {},
      { type: 'ClusterIP', clusterIP: '10.96.0.9', externalName: 'old.example.com', selector: { app: 'db' } },
    )
    expect(alias).toMatchObject({
      type: 'ClusterIP',
      target: null,
      externalName: 'old.example.com',
      clusterIP: '10.96.0.9',
    })
    expect(alias.selector).toEqual({ app: 'db' })
  })

  test('was last changed by the newest writer of the spec, not of labels or status', () => {
    const entry = (manager: string, time: string, fieldsV1: object, subresource = '') => ({
      ...{ manager, time, fieldsV1, operation: 'Update' },
      ...(subresource === '' ? {} : { subresource }),
    })
    const managedFields = [
      entry('helm', '2026-02-01T00:00:00Z', { 'f:spec': { 'f:externalName': {} } }),
      entry('kubectl-edit', '2026-03-01T00:00:00Z', { 'f:spec': { 'f:ports': {} } }),
      entry('labeller', '2026-04-01T00:00:00Z', { 'f:metadata': {} }),
      entry('controller', '2026-05-01T00:00:00Z', { 'f:spec': {} }, 'status'),
      'odd',
    ]
    const alias = map({ managedFields }, external)
    expect(alias).toMatchObject({ changedAt: '2026-03-01T00:00:00Z', changedBy: 'kubectl-edit' })
    expect(
      alias.fieldManagers.map(({ manager, ownsExternalName, ownsSpec }) => [manager, ownsExternalName, ownsSpec]),
    ).toEqual([
      ['helm', true, true],
      ['kubectl-edit', false, true],
      ['labeller', false, false],
      ['controller', false, false],
    ])
    expect(alias).not.toHaveProperty('managedFields')
  })

  test('was last changed when it was created, by nobody known, where nothing says more', () => {
    expect(map({}, external)).toMatchObject({ changedAt: '2026-01-01T00:00:00Z', changedBy: null, terminating: false })
  })

  test('keeps its annotations but for kubectl’s copy of the manifest', () => {
    const annotations = { note: '<img onerror=x>', 'kubectl.kubernetes.io/last-applied-configuration': '{}', odd: 7 }
    expect(map({ annotations }, external).annotations).toEqual({ note: '<img onerror=x>' })
  })

  test('has owner and environment of its own, else of its namespace', () => {
    const around = {
      cluster: 'test',
      namespaceLabels: { environment: 'prod' },
      namespaceAnnotations: { owner: 'team-ns' },
    }
    expect(map({}, external, around)).toMatchObject({
      owner: { value: 'team-ns', source: 'namespace owner' },
      environment: 'production',
    })
    expect(map({ annotations: { team: 'own' }, labels: { env: 'dev' } }, external, around)).toMatchObject({
      owner: { value: 'own', source: 'team' },
      environment: 'development',
    })
  })

  test('is terminating once its deletion has begun', () => {
    expect(map({ deletionTimestamp: '2026-01-02T00:00:00Z' }, external).terminating).toBe(true)
  })
})

test.each([
  ['no object', null],
  ['no metadata', { spec: external }],
  ['no uid', { metadata: { name: 'db', namespace: 'shop' }, spec: external }],
  ['no namespace', { metadata: { name: 'db', uid: 'u' }, spec: external }],
  ['no spec', { metadata: { name: 'db', namespace: 'shop', uid: 'u' } }],
])('a Service with %s is not read', (_, value) => {
  expect(readServiceObject(value)).toBeNull()
})
