import { plainText } from '@/lib/domain/resolution/plain-text'

const maxNames = 100
const maxScanned = 262_144

/**
 * The DNS names and addresses of a subject alternative name extension, from Node's one line (`DNS:a.example, IP Address:10.0.0.1`, odd
 * values as JSON strings). Names beyond a hundred are counted only.
 */
export function alternativeNames(line: string): { names: string[]; count: number } {
  const names: string[] = []
  let count = 0
  for (const [, kind, quoted, plain] of line.slice(0, maxScanned).matchAll(entry)) {
    if (kind !== 'DNS' && kind !== 'IP Address') continue
    count += 1
    if (names.length < maxNames) names.push(plainText(quoted === undefined ? (plain ?? '') : unquoted(quoted)))
  }
  return { names, count }
}

const entry = /(?:^|, )([^:",]{1,40}):(?:("(?:[^"\\]|\\.)*")|([^,"]*))/gs

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
