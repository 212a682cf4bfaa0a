import { describe, expect, it } from 'vitest'
import { diffRows, pathKeys } from '@/components/change/diff-rows'

const diff = [
  { path: 'metadata.annotations["signpost/last-change"]', before: null, after: '{"id":"1"}' },
  { path: 'metadata.labels.team', before: null, after: 'ops' },
  { path: 'spec.externalName', before: 'a.example.com', after: 'b.example.com' },
  { path: 'spec.ports', before: [{ port: 443 }], after: null },
]
const body = {
  metadata: { annotations: { 'signpost/last-change': '{"id":"1"}' } },
  spec: { externalName: 'b.example.com', ports: null },
}
const rows = diffRows({ diff, body })

describe('the lines of a diff', () => {
  it('stand under their parents, each parent once', () => {
    expect(rows.map(({ depth, key, isParent }) => `${'  '.repeat(depth)}${key}${isParent ? ':' : ''}`)).toEqual([
      'metadata:',
      '  annotations:',
      '    signpost/last-change',
      '  labels:',
      '    team',
      'spec:',
      '  externalName',
      '  ports',
    ])
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length)
  })

  it('have a side for what is and one for what would be, empty where a field is not there', () => {
    const sides = Object.fromEntries(rows.map(({ key, before, after }) => [key, [before, after]]))
    expect(sides['signpost/last-change']).toEqual([null, '{"id":"1"}'])
    expect(sides.externalName).toEqual(['a.example.com', 'b.example.com'])
    expect(sides.ports).toEqual(['[{"port":443}]', null])
  })

  it('tell what the patch does not ask for', () => {
    expect(rows.filter(({ isForeign }) => isForeign).map(({ key }) => key)).toEqual(['team'])
  })

  it('are cut where a value is endless', () => {
    const [row] = diffRows({ diff: [{ path: 'spec', before: null, after: 'x'.repeat(9999) }], body: {} })
    expect(row?.after).toHaveLength(401)
  })
})

describe('the keys of a path', () => {
  it.each([
    ['spec.externalName', ['spec', 'externalName']],
    ['metadata.annotations["a/b"]', ['metadata', 'annotations', 'a/b']],
    ['metadata.labels["say \\"hi\\"][0].x"]', ['metadata', 'labels', 'say "hi"][0].x']],
    ['["a.b"].c', ['a.b', 'c']],
  ])('%s', (path, keys) => {
    expect(pathKeys(path)).toEqual(keys)
  })
})
