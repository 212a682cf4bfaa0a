import type { Libc } from './search-path'

export const searchOutcomes = ['found', 'alias-only', 'no-data', 'no-name', 'serv-fail', 'refused', 'no-reply'] as const

/**
 * What one name of a search came to. `alias-only` is a reply with a CNAME and no address: CoreDNS sends it for an ExternalName whose target
 * cannot be resolved.
 */
export type SearchOutcome = (typeof searchOutcomes)[number]

/** What both address families come to together. glibc takes the one that has an address; musl fails when either of them fails. */
export function joinOutcomes(v4: SearchOutcome, v6: SearchOutcome, libc: Libc): SearchOutcome {
  if (libc === 'musl') {
    const failure = [v4, v6].find((outcome) => !isReply(outcome))
    if (failure !== undefined) return failure
  }
  if (v4 === 'found' || v6 === 'found') return 'found'
  return v4 === 'no-data' && v6 === 'alias-only' ? v6 : v4
}

/**
 * What the resolver does next: the `next` name, only the name `as-written` if that is still to come, or `stop`. A reply with any record ends
 * the search, an address in it or not. Else glibc goes on after NXDOMAIN, NODATA and SERVFAIL, musl after NXDOMAIN alone.
 */
export function afterOutcome(outcome: SearchOutcome, libc: Libc): 'next' | 'as-written' | 'stop' {
  switch (outcome) {
    case 'found':
    case 'alias-only':
      return 'stop'
    case 'no-name':
      return 'next'
    case 'no-data':
    case 'serv-fail':
      return libc === 'musl' ? 'stop' : 'next'
    case 'refused':
    case 'no-reply':
      return libc === 'musl' ? 'stop' : 'as-written'
  }
}

function isReply(outcome: SearchOutcome): boolean {
  return outcome === 'found' || outcome === 'alias-only' || outcome === 'no-data'
}
