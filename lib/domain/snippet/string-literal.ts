export type SnippetLanguage = 'javascript' | 'python' | 'java' | 'go' | 'csharp' | 'yaml'

interface Escapes {
  /** Escapes of one letter, by the character. */
  short: Readonly<Record<string, string>>
  /** How a character is written that has no such escape and is not printable ASCII. */
  other(point: number): string
}

const hex = (point: number, digits: number) => point.toString(16).padStart(digits, '0')
const long = (point: number) => (point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`)
const units = (point: number) =>
  String.fromCodePoint(point)
    .split('')
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('')
const common = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escapes: Readonly<Record<SnippetLanguage, Escapes>> = {
  javascript: { short: common, other: units },
  python: { short: common, other: long },
  // A Java compiler reads `\u000a` before it looks for strings, so that a line would end there (JLS §3.3).
  java: { short: common, other: (point) => (point < 0x80 ? `\\${point.toString(8).padStart(3, '0')}` : units(point)) },
  // Half a surrogate pair is no character in Go (spec, "Rune literals").
  go: { short: common, other: (point) => (point >= 0xd800 && point <= 0xdfff ? '\\ufffd' : long(point)) },
  csharp: { short: common, other: units },
  yaml: { short: common, other: long },
}

/** A text as a double-quoted string of a language, in printable ASCII: whatever it holds, it cannot leave its string. */
export function stringLiteral(language: SnippetLanguage, text: string): string {
  const { short, other } = escapes[language]
  let literal = ''
  for (const character of text) {
    const isPlain = /^[ -~]$/.test(character)
    literal += short[character] ?? (isPlain ? character : other(character.codePointAt(0) ?? 0))
  }
  return `"${literal}"`
}
