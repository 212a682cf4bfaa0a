import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type SnippetLanguage, stringLiteral } from '@/lib/domain/snippet/string-literal'
import { readLiterals } from './read-literals'

const languages: SnippetLanguage[] = ['javascript', 'python', 'java', 'go', 'csharp', 'yaml']
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', "'", '\\', '\n', '\r', '\0', '$', '`', '{', 'u', '0', '\u2028', '\u0085', '𝒳'),
  }),
)
const evaluate = (code: string): unknown => new Function(`return ${code}`)()

describe('stringLiteral', () => {
  test('is evaluated to the same text by JavaScript, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(evaluate(stringLiteral('javascript', text))).toBe(text)
      }),
    )
    expect(evaluate(stringLiteral('javascript', 'half \ud800 pair'))).toBe('half \ud800 pair')
  })

  test('is parsed to the same text as YAML', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parse(stringLiteral('yaml', text))).toBe(text)
      }),
    )
  })

  test.each(languages)('is one string of %s that holds the text, by the escapes that it has', (language) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(readLiterals(language, stringLiteral(language, text))).toEqual({ strings: [text], skeleton: '""' })
      }),
    )
  })

  test.each(languages)('is printable ASCII on one line in %s', (language) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(stringLiteral(language, text)).toMatch(/^"[ -~]*"$/)
      }),
    )
  })

  test('writes no Unicode escape of an ASCII character in Java, which would end a string before it is read', () => {
    expect(stringLiteral('java', 'a\u0000"\u000b')).toBe('"a\\000\\"\\013"')
  })

  test('replaces in Go what is no character there', () => {
    expect(stringLiteral('go', 'half \ud800')).toBe('"half \\ufffd"')
  })

  test('leaves plain names as they are', () => {
    for (const language of languages) expect(stringLiteral(language, 'db.shop.svc')).toBe('"db.shop.svc"')
  })
})
