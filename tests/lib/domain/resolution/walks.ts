import type { Hop } from '@/lib/domain/resolution/resolution'
import type { ExtendedError, FamilyWalk, WalkEnd, WalkTrace } from '@/lib/domain/resolution/walk-trace'

export const hop = (owner: string, type: Hop['type'], data: string, ttlSeconds = 60): Hop => ({
  owner,
  type,
  data,
  ttlSeconds,
  ttlHighestSeconds: ttlSeconds,
})

/** `chain` is the names from the asked one to the last; addresses belong to the last. */
export function familyWalk(
  chain: readonly string[],
  end: WalkEnd['kind'] | Partial<WalkEnd>,
  { addresses = [], errors = [] }: { addresses?: Hop[]; errors?: ExtendedError[] } = {},
): FamilyWalk {
  const at = chain.at(-1) ?? ''
  const links = chain.slice(1).map((data, index) => hop(chain[index] ?? '', 'CNAME', data))
  const given = typeof end === 'string' ? { kind: end } : end
  const whole = { at, why: 'why', address: '192.0.2.1', extendedErrors: [], ...given } as WalkEnd
  return { links, addresses, end: whole, extendedErrors: errors }
}

export const failed = (
  failure: Extract<WalkEnd, { kind: 'failed' }>['failure'],
  ...codes: number[]
): Partial<WalkEnd> => ({
  kind: 'failed',
  failure,
  extendedErrors: codes.map((code) => ({ code, text: '' })),
})

export const resolved = (chain: readonly string[], type: 'A' | 'AAAA', ...addresses: string[]): FamilyWalk =>
  familyWalk(chain, 'resolved', { addresses: addresses.map((data) => hop(chain.at(-1) ?? '', type, data)) })

export function trace(v4: FamilyWalk, v6: FamilyWalk, name = 'a.test'): WalkTrace {
  return {
    name,
    resolver: '192.0.2.53:53',
    askedAt: '2026-11-23T12:00:00.000Z',
    elapsedMs: 5,
    questions: 2,
    families: { A: v4, AAAA: v6 },
  }
}
