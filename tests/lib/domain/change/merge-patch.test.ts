import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { fieldDiff } from '@/lib/domain/change/field-diff'
import { applyMergePatch, isSame, mergePatchDifference } from '@/lib/domain/change/merge-patch'

const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('json'), { maxLength: 3 }),
  map: fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), fc.string()), tie('json'), {
    maxKeys: 4,
  }),
}))
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), json)

describe('mergePatchDifference', () => {
  it('applied to live gives wanted, whatever the two are', () => {
    fc.assert(
      fc.property(object, object, (live, wanted) => {
        expect(canonicalJson(applyMergePatch(live, mergePatchDifference(live, wanted)))).toBe(canonicalJson(wanted))
      }),
      { numRuns: 500 },
    )
  })

  it('is empty exactly when nothing differs', () => {
    fc.assert(
      fc.property(object, object, (live, wanted) => {
        expect(Object.keys(mergePatchDifference(live, wanted)).length === 0).toBe(isSame(live, wanted))
      }),
    )
  })

  it.each([
    [
      'an unwanted selector key is null',
      { selector: { app: 'a', release: 'r' } },
      { selector: { app: 'b' } },
      { selector: { app: 'b', release: null } },
    ],
    ['a map that must go is null', { selector: { app: 'a' } }, {}, { selector: null }],
    ['a list is whole', { ports: [{ port: 1 }, { port: 2 }] }, { ports: [{ port: 2 }] }, { ports: [{ port: 2 }] }],
    ['undefined does not exist', { a: 1, b: undefined }, { a: 1, c: undefined }, {}],
  ])('%s', (_, live, wanted, patch) => {
    expect(mergePatchDifference(live, wanted)).toEqual(patch)
  })

  it('never touches a prototype', () => {
    const wanted: object = JSON.parse('{"__proto__": {"polluted": true}}')
    const patched = applyMergePatch({}, mergePatchDifference({}, wanted))
    expect(JSON.stringify(patched)).toBe('{"__proto__":{"polluted":true}}')
    expect('polluted' in {}).toBe(false)
  })
})

// The examples of RFC 7386, appendix A.
describe('applyMergePatch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: 'foo' }, null, null],
    [['a', 'b'], ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched with %j is %j', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result)
  })
})

describe('fieldDiff', () => {
  it('names each field as JSONPath does, with null for what is absent', () => {
    const before = { spec: { externalName: 'a', ports: [{ port: 1 }] }, metadata: {} }
    const after = {
      spec: { externalName: 'b', ports: [{ port: 1 }] },
      metadata: { annotations: { 'signpost/x': '1' } },
    }
    expect(fieldDiff(before, after)).toEqual([
      { path: 'metadata.annotations["signpost/x"]', before: null, after: '1' },
      { path: 'spec.externalName', before: 'a', after: 'b' },
    ])
  })
})

describe('canonicalJson', () => {
  it('does not depend on the order of keys, and drops what has no value', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[1,{"d":1}]}')
  })

  it('tells different values apart', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(isSame(a, b))
      }),
    )
  })
})
