import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '@/lib/domain/resolution/plain-text'

test.each([
  ['plain words', 'plain words'],
  ['line\nbreak', 'line\\u{a}break'],
  ['right\u202eto left', 'right\\u{202e}to left'],
  ['zero\u200bwidth', 'zero\\u{200b}width'],
  ['lone \ud800', 'lone \\u{d800}'],
  ['para\u2029graph', 'para\\u{2029}graph'],
])('writes %j as %j', (text, expected) => {
  expect(plainText(text)).toBe(expected)
})

test('cuts between characters and says so', () => {
  expect(plainText('😀😀😀', 2)).toBe('😀😀…')
})

test('never lets a control or direction character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainText(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)
    }),
  )
})
