/** A text as a CEL string literal: JSON's escapes are all CEL's as well. */
export function celText(text: string): string {
  return JSON.stringify(text)
}

/** Texts as a CEL list. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`
}

/** Whether a map of the Service says something more than spaces under one of the keys. */
export function celSays(map: string, keys: readonly string[]): string {
  return `${celList(keys)}.exists(key, variables.${map}[?key].orValue("").trim() != "")`
}

/** Whether the target matches a pattern that JavaScript and RE2 read alike. */
export function celHostMatches(pattern: string): string {
  return `variables.host.matches(${celText(pattern)})`
}
