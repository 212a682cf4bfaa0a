// Controls, soft hyphen, zero-width and bidirectional marks, separators, byte order mark: they would hide or reorder what is read.
const unseen = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

/** Text from a cluster or from DNS as it really is: characters that hide or reorder become `\u{202e}`. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
