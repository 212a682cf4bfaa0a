import { expect, test } from 'vitest'
import { readWarnings } from '@/lib/kubernetes/warning-header'

test.each([
  ['one warning', '299 - "spec.externalName is ignored"', ['spec.externalName is ignored']],
  ['several in one header', '299 - "one", 299 - "two"', ['one', 'two']],
  ['several headers', ['299 - "one"', '299 - "two"'], ['one', 'two']],
  ['a repeated one once', ['299 - "one"', '299 - "one"'], ['one']],
  ['escaped quotes and backslashes', '299 - "say \\"no\\" to C:\\\\"', ['say "no" to C:\\']],
  ['a comma and a second warning inside the text', '299 - "a, 299 - b", 299 - "c"', ['a, 299 - b', 'c']],
  ['a date after the text', '299 - "old" "Mon, 23 Nov 2026 10:00:00 GMT"', ['old']],
  ['other codes not', '199 - "misc", 299 agent "kept"', ['kept']],
  ['broken ones not', '299 - unquoted', []],
  ['none', undefined, []],
])('reads %s', (_, header, texts) => {
  expect(readWarnings(header)).toEqual(texts)
})

test('keeps at most 32 of them', () => {
  const headers = Array.from({ length: 100 }, (_, index) => `299 - "warning ${index}"`)
  expect(readWarnings(headers)).toHaveLength(32)
})
