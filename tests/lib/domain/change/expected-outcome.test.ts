import { describe, expect, it } from 'vitest'
import { changeWrites } from '@/lib/domain/change/change-writes'
import { endpoint, headless } from '@/lib/domain/change/endpoint'
import { unaskedPaths, wantedObject } from '@/lib/domain/change/expected-outcome'
import { applyMergePatch } from '@/lib/domain/change/merge-patch'
import { changeEntry } from './change-entries'
import { literalService, slice } from './endpoint-slices'

const [create, flip] = changeWrites({
  service: literalService(),
  made: null,
  spare: [],
  slices: [],
  to: headless(['203.0.113.9'], [{ name: 'sql', port: 5432, protocol: 'TCP', targetPort: 5432 }]),
  change: changeEntry(1),
})
const filled = {
  clusterIPs: ['None'],
  ipFamilies: ['IPv4', 'IPv6'],
  ipFamilyPolicy: 'RequireDualStack',
  internalTrafficPolicy: 'Cluster',
}
const stored = (more: object = {}) => applyMergePatch(applyMergePatch(literalService(), flip?.body), more) as object

describe('what the server makes of a write beside what it asks for', () => {
  it('is nothing where it only fills in what belongs to the new type', () => {
    expect(flip && unaskedPaths(flip, stored({ spec: filled }))).toEqual([])
  })

  it.each([
    ['another clusterIP', { spec: { clusterIP: '10.0.0.1' } }, 'spec.clusterIP'],
    ['a selector', { spec: { selector: { app: 'x' } } }, 'spec.selector.app'],
    ['an annotation', { metadata: { annotations: { stamped: 'yes' } } }, 'metadata.annotations.stamped'],
  ])('names %s', (_, more, path) => {
    expect(flip && unaskedPaths(flip, stored(more))).toEqual([path])
  })

  it('names what is changed in an object that is made, and not what every new object gets', () => {
    const made = applyMergePatch(create?.body, { metadata: { uid: 'u', creationTimestamp: 't', generation: 1 } })
    expect(create && unaskedPaths(create, made as object)).toEqual([])
    const other = applyMergePatch(made, { metadata: { labels: { team: 'x' } } })
    expect(create && unaskedPaths(create, other as object)).toEqual(['metadata.labels.team'])
  })

  it('expects nothing of what is deleted', () => {
    const to = endpoint('ExternalName', '203.0.113.9')
    const writes = changeWrites({
      service: literalService(),
      made: null,
      spare: [],
      slices: [slice()],
      to,
      change: changeEntry(1),
    })
    expect(writes.map(wantedObject).at(-1)).toEqual({})
  })
})
