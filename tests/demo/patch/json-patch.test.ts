import { describe, expect, it } from 'vitest'
import { jsonPatch } from '../../../demo/patch/json-patch.ts'

const target = { a: { 'x/y': 1, list: [1, 2] } }

describe('a JSON patch', () => {
  it.each([
    [[{ op: 'add', path: '/a/list/-', value: 3 }], { a: { 'x/y': 1, list: [1, 2, 3] } }],
    [[{ op: 'remove', path: '/a/x~1y' }], { a: { list: [1, 2] } }],
    [[{ op: 'move', from: '/a/list/0', path: '/a/first' }], { a: { 'x/y': 1, list: [2], first: 1 } }],
    [[{ op: 'copy', from: '/a/list', path: '/b' }], { ...target, b: [1, 2] }],
    [[{ op: 'test', path: '/a/list', value: [1, 2] }], target],
  ])('%j gives %j and leaves its target alone', (operations, expected) => {
    const before = structuredClone(target)
    expect(jsonPatch(target, operations)).toEqual(expected)
    expect(target).toEqual(before)
  })

  it.each([
    [[{ op: 'test', path: '/a/list', value: [2] }]],
    [[{ op: 'remove', path: '/none' }]],
    [[{ op: 'replace', path: '/none', value: 1 }]],
    [[{ op: 'add', path: '/a/list/9', value: 1 }]],
    [[{ op: 'add', path: 'a', value: 1 }]],
    [[{ op: 'add', path: '/__proto__', value: {} }]],
    [['remove']],
  ])('%j does not hold', (operations) => {
    expect(jsonPatch(target, operations)).toBeNull()
  })
})
