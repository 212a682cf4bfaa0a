import type { Severity } from './severity'

/** Outcome codes of a resolution; one per verdict. */
export const outcomeCodes = [
  'OK',
  'OK_V4_ONLY',
  'OK_V6_ONLY',
  'PARTIAL_FAILURE',
  'INVALID_NAME',
  'IP_LITERAL',
  'NXDOMAIN_ORIGIN',
  'NXDOMAIN_AT_HOP',
  'NODATA',
  'SERVFAIL_DNSSEC',
  'SERVFAIL_UPSTREAM',
  'SERVFAIL_CACHED',
  'SERVFAIL_UNKNOWN',
  'CNAME_LOOP',
  'CHAIN_TOO_LONG',
  'LAME_OR_UNREACHABLE_ZONE',
  'BLOCKED_BY_POLICY',
  'REFUSED',
  'TIMEOUT',
  'RESOLVER_ERROR',
  'TRUNCATED_TCP_FAILED',
  'STALE_ANSWER',
  'NOT_ASKED',
] as const

export type OutcomeCode = (typeof outcomeCodes)[number]

/** Something worth knowing beside the outcome, such as `CHAIN_LONG`, `TTL_ZERO` or `SPECIAL_IP`. */
export interface VerdictNote {
  code: string
  severity: Severity
  evidence: string
}

/** What a resolution came to: one outcome, any number of notes; `severity` is the worst of them. */
export interface Verdict {
  code: OutcomeCode
  severity: Severity
  summary: string
  notes: VerdictNote[]
}
