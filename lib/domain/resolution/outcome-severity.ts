import type { Severity } from './severity'
import type { OutcomeCode } from './verdict'

/** How bad each outcome is by itself; `unknown` is never "broken". */
export const outcomeSeverity: Readonly<Record<OutcomeCode, Severity>> = {
  OK: 'ok',
  OK_V4_ONLY: 'ok',
  OK_V6_ONLY: 'info',
  PARTIAL_FAILURE: 'warning',
  INVALID_NAME: 'critical',
  IP_LITERAL: 'critical',
  NXDOMAIN_ORIGIN: 'critical',
  NXDOMAIN_AT_HOP: 'critical',
  NODATA: 'critical',
  SERVFAIL_DNSSEC: 'critical',
  SERVFAIL_UPSTREAM: 'critical',
  SERVFAIL_CACHED: 'warning',
  SERVFAIL_UNKNOWN: 'critical',
  CNAME_LOOP: 'critical',
  CHAIN_TOO_LONG: 'critical',
  LAME_OR_UNREACHABLE_ZONE: 'critical',
  BLOCKED_BY_POLICY: 'warning',
  REFUSED: 'unknown',
  TIMEOUT: 'unknown',
  RESOLVER_ERROR: 'unknown',
  TRUNCATED_TCP_FAILED: 'warning',
  STALE_ANSWER: 'warning',
  NOT_ASKED: 'unknown',
}
