import type { WalkEnd } from '@/lib/domain/resolution/walk-trace'

// A backslash stands for a byte that is no printable ASCII character.
const askable = /^(?:[!-\-/-[\]-~]{1,63}\.)*[!-\-/-[\]-~]{1,63}$/

/** Why a name out of a reply cannot be asked for in turn, null when it can. Looser than for a target: zones may hold odd names. */
export function checkChainName(name: string): WalkEnd | null {
  if (name.length <= 253 && askable.test(name)) return null
  if (name === '.') return { kind: 'no-data', at: name }
  const invalid = (why: string): WalkEnd => ({ kind: 'invalid-name', at: name, why })
  if (name.length > 253) return invalid('it is longer than 253 bytes')
  const hasOddLength = name.split('.').some((label) => label.length === 0 || label.length > 63)
  return invalid(
    hasOddLength ? 'a label is not 1 to 63 bytes long' : 'a label holds characters that a host name cannot have',
  )
}
