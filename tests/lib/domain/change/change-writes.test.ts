import { describe, expect, it } from 'vitest'
import { changeWrites, writeNotes } from '@/lib/domain/change/change-writes'
import { endpoint, headless, shapeOf } from '@/lib/domain/change/endpoint'
import { applyMergePatch } from '@/lib/domain/change/merge-patch'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { changeEntry } from './change-entries'
import { literalService, slice } from './endpoint-slices'

const ports = [{ name: 'sql', port: 5432, protocol: 'TCP', targetPort: 15_432 }]
const change = changeEntry(1, { kind: 'to-headless' })
const named = (service: ServiceObject, addresses: string[], slices: ReturnType<typeof slice>[] = []) =>
  changeWrites({ service, made: null, spare: [], slices, to: headless(addresses, ports), change })
const said = (writes: ReturnType<typeof changeWrites>) => writes.map(({ verb, ref: { name } }) => `${verb} ${name}`)

describe('the writes of a change to addresses', () => {
  it('make one slice for each family first, and flip the Service last', () => {
    const writes = named(literalService(), ['2001:db8::9', '203.0.113.9', '203.0.113.8'])
    expect(said(writes)).toEqual(['create db-signpost-ipv4', 'create db-signpost-ipv6', 'patch db'])
    expect(writes[0]?.body).toEqual({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace: 'shop',
        name: 'db-signpost-ipv4',
        labels: { 'kubernetes.io/service-name': 'db', 'endpointslice.kubernetes.io/managed-by': 'signpost' },
        annotations: { 'signpost/change': change.id },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'db', uid: 'uid-1' }],
      },
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['203.0.113.9'], conditions: { ready: true } },
        { addresses: ['203.0.113.8'], conditions: { ready: true } },
      ],
      ports: [{ name: 'sql', port: 15_432, protocol: 'TCP' }],
    })
  })

  it('send the patch that makes the Service headless, with null for what has to go', () => {
    const flip = named(literalService({ selector: { app: 'old' } }), ['203.0.113.9']).at(-1)
    expect(flip?.body).toMatchObject({
      metadata: { resourceVersion: '1', labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', clusterIP: 'None', externalName: null, selector: null, ports },
    })
  })

  it('take a slice over that an earlier attempt left, guarded by its version, and delete one of no use', () => {
    const left = [slice(), slice({ name: 'db-signpost-ipv6', uid: 'slice-2', addressType: 'IPv6' })]
    const writes = named(literalService(), ['203.0.113.7'], left)
    expect(said(writes)).toEqual(['delete db-signpost-ipv6', 'patch db-signpost-ipv4', 'patch db'])
    expect(writes[0]?.body).toEqual({ preconditions: { uid: 'slice-2' } })
    expect(writes[1]?.body).toMatchObject({
      metadata: { resourceVersion: '7', annotations: { 'signpost/change': change.id } },
      endpoints: [{ addresses: ['203.0.113.7'] }],
    })
  })

  it('leave out what this very change has written already', () => {
    expect(said(named(literalService(), ['203.0.113.9'], [slice({ changeId: change.id })]))).toEqual(['patch db'])
  })

  it('never touch a slice of somebody else, whatever its name', () => {
    const foreign = [slice({ managedBy: 'somebody' }), slice({ name: 'db-x', managedBy: null })]
    expect(said(named(literalService(), ['203.0.113.9'], foreign))).toEqual(['create db-signpost-ipv4', 'patch db'])
  })
})

describe('the writes of its undo', () => {
  const before = literalService({ selector: { app: 'old' }, ports: [{ port: 80 }] })
  const flip = named(before, ['203.0.113.9']).at(-1)
  const live = applyMergePatch(before, flip?.body) as ServiceObject
  const to = { ...endpoint('ExternalName', '203.0.113.9'), shape: shapeOf(before) }
  const writes = changeWrites({
    service: live,
    made: null,
    spare: [],
    slices: [slice(), slice({ name: 'x', managedBy: null })],
    to,
    change,
  })

  it('flip the Service back first, and then delete our slices by their uid', () => {
    expect(said(writes)).toEqual(['patch db', 'delete db-signpost-ipv4'])
    expect(writes[1]?.body).toEqual({ preconditions: { uid: 'slice-1' } })
  })

  it('bring back ports, selector and labels as they were, and leave the clusterIP to the API server', () => {
    expect(writes[0]?.body).toMatchObject({
      metadata: { labels: { 'signpost/tracked': null } },
      spec: { type: 'ExternalName', externalName: '203.0.113.9', selector: { app: 'old' }, ports: [{ port: 80 }] },
    })
    expect(JSON.stringify(writes[0]?.body)).not.toContain('clusterIP')
  })
})

describe('what the record keeps of the writes', () => {
  it('is nothing for one write, and their order for several', () => {
    const one = changeWrites({
      service: literalService(),
      made: null,
      spare: [],
      slices: [],
      to: endpoint('ExternalName', 'a.b'),
      change,
    })
    expect(writeNotes(one)).toBeNull()
    expect(writeNotes(named(literalService(), ['203.0.113.9']))).toEqual([
      { verb: 'create', kind: 'EndpointSlice', name: 'db-signpost-ipv4' },
      { verb: 'patch', kind: 'Service', name: 'db' },
    ])
  })
})
