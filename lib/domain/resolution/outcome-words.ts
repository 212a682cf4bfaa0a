import type { OutcomeCode } from './verdict'

/** Each outcome of a resolution in a few words. */
export const outcomeWords: Record<OutcomeCode, string> = {
  OK: 'Resolves',
  OK_V4_ONLY: 'Resolves, IPv4 only',
  OK_V6_ONLY: 'Resolves, IPv6 only',
  PARTIAL_FAILURE: 'Resolves in part',
  INVALID_NAME: 'Not a DNS name',
  IP_LITERAL: 'An address, not a name',
  NXDOMAIN_ORIGIN: 'NXDOMAIN, no such name',
  NXDOMAIN_AT_HOP: 'NXDOMAIN',
  NODATA: 'No address',
  SERVFAIL_DNSSEC: 'SERVFAIL, DNSSEC',
  SERVFAIL_UPSTREAM: 'SERVFAIL, upstream',
  SERVFAIL_CACHED: 'SERVFAIL, cached',
  SERVFAIL_UNKNOWN: 'SERVFAIL',
  CNAME_LOOP: 'CNAME loop',
  CHAIN_TOO_LONG: 'Chain too long',
  LAME_OR_UNREACHABLE_ZONE: 'Zone does not answer',
  BLOCKED_BY_POLICY: 'Blocked by policy',
  REFUSED: 'REFUSED',
  TIMEOUT: 'No answer',
  RESOLVER_ERROR: 'Resolver error',
  TRUNCATED_TCP_FAILED: 'Cut off, TCP failed',
  STALE_ANSWER: 'Answer is stale',
  NOT_ASKED: 'Not asked',
}

/** The same words inside a sentence or a diagram: `no answer`, but `NXDOMAIN`. */
export function outcomePhrase(code: OutcomeCode): string {
  const words = outcomeWords[code]
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)
}
