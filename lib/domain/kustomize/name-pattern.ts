/** A piece between two `.*`: characters, null for any one. */
type Piece = readonly (string | null)[]

/**
 * A pattern for a whole name as kustomize reads one (Go's regexp, anchored): characters, `.`, `.*`, `.+` and `|`, in time that grows with the name
 * alone, whatever the pattern is. Null for one that says more.
 */
export function namePattern(pattern: string): ((name: string) => boolean) | null {
  if (pattern === '') return () => true
  if (pattern.length > 253) return null
  const alternatives = pattern.split('|').map(readPieces)
  return alternatives.every((each) => each !== null)
    ? (name) => alternatives.some((pieces) => matches(pieces, name))
    : null
}

function readPieces(pattern: string): Piece[] | null {
  const pieces: (string | null)[][] = [[]]
  for (const [token] of pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .matchAll(/\.[*+]|\\[.-]|[\s\S]/g)) {
    const piece = pieces.at(-1) ?? []
    if (token === '.+') piece.push(null)
    if (token === '.*' || token === '.+') pieces.push([])
    else if (token === '.') piece.push(null)
    else if (/^\\?[\w.-]$/.test(token)) piece.push(token.slice(-1))
    else return null
  }
  return pieces
}

/** Each piece at the first place where it fits, the first at the beginning and the last at the end. */
function matches([first = [], ...rest]: readonly Piece[], name: string): boolean {
  if (!fits(first, name, 0)) return false
  const last = rest.pop()
  if (last === undefined) return first.length === name.length
  let at = first.length
  for (const piece of rest) {
    while (at + piece.length <= name.length && !fits(piece, name, at)) at += 1
    at += piece.length
  }
  return at + last.length <= name.length && fits(last, name, name.length - last.length)
}

function fits(piece: Piece, name: string, at: number): boolean {
  return at + piece.length <= name.length && piece.every((char, index) => char === null || char === name[at + index])
}
