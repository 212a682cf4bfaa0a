import type { SnippetLanguage } from '@/lib/domain/snippet/string-literal'

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/**
 * Reads code as a compiler of the language does: what its double-quoted strings hold, and the code with an empty string in the place of each.
 * Throws for an escape that the language has not, and for a string that does not end on its line.
 */
export function readLiterals(language: SnippetLanguage, code: string): { strings: string[]; skeleton: string } {
  const source = language === 'java' ? translateJava(code) : code
  const strings: string[] = []
  let skeleton = ''
  let at = 0
  while (at < source.length) {
    const character = source[at] ?? ''
    if (character !== '"') {
      skeleton += character
      at += 1
      continue
    }
    const { text, end } = readString(language, source, at + 1)
    strings.push(text)
    skeleton += '""'
    at = end
  }
  return { strings, skeleton }
}

/** Java's compiler replaces Unicode escapes before it looks for strings; a backslash after an odd number of others begins none (JLS §3.3). */
function translateJava(code: string): string {
  return code.replaceAll(/(?<slashes>\\+)(?<mark>u+(?<hex>[0-9a-f]{4}))?/gi, (whole, ...groups) => {
    const { slashes = '', mark, hex } = groups.at(-1)
    if (mark === undefined || slashes.length % 2 === 0) return whole
    return slashes.slice(1) + String.fromCharCode(Number.parseInt(hex, 16))
  })
}

function readString(language: SnippetLanguage, source: string, start: number): { text: string; end: number } {
  let text = ''
  let at = start
  while (source[at] !== '"') {
    const character = source[at]
    if (character === undefined || character === '\n' || character === '\r') throw new Error('a string does not end')
    if (character !== '\\') {
      text += character
      at += 1
      continue
    }
    const read = readEscape(language, source.slice(at + 1))
    text += read.text
    at += 1 + read.length
  }
  return { text, end: at + 1 }
}

function readEscape(language: SnippetLanguage, rest: string): { text: string; length: number } {
  const letter = letters[rest[0] ?? '']
  if (letter !== undefined) return { text: letter, length: 1 }
  const octal = language === 'java' ? /^[0-3][0-7]{2}/.exec(rest)?.[0] : undefined
  if (octal !== undefined) return { text: String.fromCharCode(Number.parseInt(octal, 8)), length: 3 }
  const short = language === 'java' ? undefined : /^u([0-9a-f]{4})/.exec(rest)?.[1]
  if (short !== undefined) {
    const unit = Number.parseInt(short, 16)
    if (language === 'go' && unit >= 0xd800 && unit <= 0xdfff) throw new Error('Go has no half pairs')
    return { text: String.fromCharCode(unit), length: 5 }
  }
  const hasLong = language === 'python' || language === 'go' || language === 'yaml' || language === 'csharp'
  const long = hasLong ? /^U([0-9a-f]{8})/.exec(rest)?.[1] : undefined
  if (long !== undefined) return { text: String.fromCodePoint(Number.parseInt(long, 16)), length: 9 }
  throw new Error(`${language} has no escape \\${rest.slice(0, 6)}`)
}
