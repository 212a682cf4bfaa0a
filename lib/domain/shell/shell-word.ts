const harmless = /^[A-Za-z0-9_@%+=:,./-]+$/

/** A text as one word of a POSIX shell line, quoted only where it has to be. */
export function shellWord(text: string): string {
  return harmless.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
