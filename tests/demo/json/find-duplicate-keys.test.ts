import { expect, it } from 'vitest'
import { findDuplicateKeys } from '../../../demo/json/find-duplicate-keys.ts'

it.each([
  ['{"a":1,"a":2}', ['a']],
  ['{"spec":{"ports":[{"port":1},{"name":"x","name":"y"}]}}', ['spec.ports[1].name']],
  ['{"a":{"b":1},"c":{"b":1}}', []],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', []],
  ['{"a":["b","b"],"\\u0061":1}', ['a']],
  ['[]', []],
])('%s names %j twice', (text, paths) => {
  expect(findDuplicateKeys(text)).toEqual(paths)
})
