const plain = /[A-Za-z0-9 ._\-,/()+·…→×]/u
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
const defaultMaxLength = 96

/**
 * Any text as part of a Mermaid label: cut in the middle at `maxLength` characters, invisible and direction-changing characters spelled
 * out (`‹U+202E›`), and all but letters, digits and harmless punctuation written as Mermaid entities (`#34;`). The only encoder.
 */
export function diagramLabel(text: string, maxLength: number = defaultMaxLength): string {
  let label = ''
  for (const character of visibleText(text, maxLength)) {
    label += plain.test(character) ? character : `#${character.codePointAt(0)};`
  }
  return label
}

/** Text for people beside a diagram: the same cut and the same spelling out, without Mermaid's entities. */
export function visibleText(text: string, maxLength: number = defaultMaxLength): string {
  return cutMiddle([...text], maxLength)
    .map((character) => (invisible.test(character) ? spelledOut(character) : character))
    .join('')
}

function spelledOut(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `‹U+${code}›`
}

function cutMiddle(characters: string[], maxLength: number): string[] {
  if (characters.length <= maxLength) return characters
  const head = Math.ceil((maxLength - 1) / 2)
  const tail = Math.floor((maxLength - 1) / 2)
  return [...characters.slice(0, head), '…', ...characters.slice(characters.length - tail)]
}
