/**
 * Text from outside as it may stand in a sentence: control, format (right-to-left marks), line-breaking and lone surrogate characters as
 * `\u{…}`, cut after `maxLength` characters.
 */
export function plainText(text: string, maxLength = 256): string {
  const characters = Array.from(text.slice(0, maxLength * 2))
  const kept = characters.slice(0, maxLength).join('')
  const escaped = kept.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter)
  return characters.length > maxLength || text.length > maxLength * 2 ? `${escaped}…` : escaped
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
