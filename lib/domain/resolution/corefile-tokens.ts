export interface CorefileToken {
  text: string
  line: number
  /** The first of its line: what comes before it ends there. */
  isFirst: boolean
}

/**
 * The words of a Corefile as its own lexer cuts them: at white space, or between double quotes (where a backslash escapes a quote only);
 * what follows a `#` is a comment. At most `limit` tokens.
 */
export function corefileTokens(text: string, limit: number): CorefileToken[] {
  const tokens: CorefileToken[] = []
  const pattern = /(\n)|"([^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|$)|#[^\n]*|([^\s"#][^\s#]*)|[\s\S]/g
  let line = 1
  let endLine = 0
  for (const [whole, newline, quoted, plain] of text.matchAll(pattern)) {
    const word = quoted === undefined ? plain : quoted.replaceAll('\\"', '"')
    if (word !== undefined) {
      if (tokens.length === limit) return tokens
      tokens.push({ text: word, line, isFirst: line !== endLine })
    }
    line += newline === undefined ? countLines(whole) : 1
    if (word !== undefined) endLine = line
  }
  return tokens
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}
