import type { OutcomeCode } from '@/lib/domain/resolution/verdict'

const words: Record<OutcomeCode, string> = {
  OK: 'resolves',
  OK_V4_ONLY: 'resolves, IPv4 only',
  OK_V6_ONLY: 'resolves, IPv6 only',
  PARTIAL_FAILURE: 'one address family fails',
  INVALID_NAME: 'not a valid DNS name, nothing asked',
  IP_LITERAL: 'an IP address, not a name, nothing asked',
  NXDOMAIN_ORIGIN: 'NXDOMAIN, does not exist',
  NXDOMAIN_AT_HOP: 'NXDOMAIN, does not exist',
  NODATA: 'exists without addresses',
  SERVFAIL_DNSSEC: 'SERVFAIL, DNSSEC',
  SERVFAIL_UPSTREAM: 'SERVFAIL, upstream',
  SERVFAIL_CACHED: 'SERVFAIL, cached',
  SERVFAIL_UNKNOWN: 'SERVFAIL',
  CNAME_LOOP: 'CNAME loop',
  CHAIN_TOO_LONG: 'chain too long',
  LAME_OR_UNREACHABLE_ZONE: 'zone does not answer',
  BLOCKED_BY_POLICY: 'blocked by policy',
  REFUSED: 'REFUSED by the resolver',
  TIMEOUT: 'no reply in time',
  RESOLVER_ERROR: 'resolver error',
  TRUNCATED_TCP_FAILED: 'truncated, TCP failed',
  STALE_ANSWER: 'stale answer',
  NOT_ASKED: 'not asked',
}

/** An outcome in the few words that fit into a diagram or a row. */
export function outcomeWords(code: OutcomeCode): string {
  return words[code]
}
