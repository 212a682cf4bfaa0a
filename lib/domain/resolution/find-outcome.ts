import { findError } from './extended-error'
import type { OutcomeCode } from './verdict'
import type { AddressFamily, ExtendedError, FamilyWalk, WalkEnd, WalkTrace } from './walk-trace'

/** What a walk came to. `family` is the one that decided, `at` the name whose question failed, `error` what the resolver said about it. */
export interface Outcome {
  code: OutcomeCode
  family: AddressFamily
  at: string | null
  error: ExtendedError | null
}

const servFail = 2
const refused = 5

// Most definite first: what decides when neither family has an address.
const endOrder = ['ip-literal', 'invalid-name', 'loop', 'too-long', 'no-name', 'failed', 'no-data', 'resolved'] as const

/** Finds the one outcome of a walk: the response code decides, Extended DNS Errors refine it. */
export function findOutcome(trace: WalkTrace): Outcome {
  const { A, AAAA } = trace.families
  const blocked = findBlocked(trace)
  if (blocked !== null) return blocked
  if (A.end.kind === 'resolved' || AAAA.end.kind === 'resolved') return resolvedOutcome(A, AAAA)
  const family = moreDefinite(A.end, AAAA.end) ? 'A' : 'AAAA'
  return brokenOutcome(trace.name, family, trace.families[family])
}

function findBlocked(trace: WalkTrace): Outcome | null {
  for (const family of ['A', 'AAAA'] as const) {
    const { end, extendedErrors } = trace.families[family]
    const error = findError([...extendedErrors, ...errorsOf(end)], 'blocked')
    if (error !== null) return { code: 'BLOCKED_BY_POLICY', family, at: end.kind === 'resolved' ? null : end.at, error }
  }
  return null
}

function resolvedOutcome(v4: FamilyWalk, v6: FamilyWalk): Outcome {
  const family = v4.end.kind === 'resolved' ? 'A' : 'AAAA'
  const other = family === 'A' ? 'AAAA' : 'A'
  const otherEnd = family === 'A' ? v6.end : v4.end
  const stale = findError([...v4.extendedErrors, ...v6.extendedErrors], 'stale')
  if (otherEnd.kind === 'resolved' || otherEnd.kind === 'no-data') {
    if (stale !== null) return { code: 'STALE_ANSWER', family, at: null, error: stale }
    if (otherEnd.kind === 'resolved') return { code: 'OK', family, at: null, error: null }
    return { code: family === 'A' ? 'OK_V4_ONLY' : 'OK_V6_ONLY', family, at: null, error: null }
  }
  const isCut = otherEnd.kind === 'failed' && otherEnd.failure.kind === 'tcp-failed'
  const code = isCut ? 'TRUNCATED_TCP_FAILED' : 'PARTIAL_FAILURE'
  return { code, family: other, at: otherEnd.at, error: errorsOf(otherEnd)[0] ?? null }
}

function brokenOutcome(name: string, family: AddressFamily, walk: FamilyWalk): Outcome {
  const { end } = walk
  const outcome = (code: OutcomeCode, error: ExtendedError | null = null): Outcome => ({
    code,
    family,
    at: end.at,
    error,
  })
  const stale = findError(walk.extendedErrors, 'stale')
  switch (end.kind) {
    case 'ip-literal':
      return outcome('IP_LITERAL')
    case 'invalid-name':
      return outcome('INVALID_NAME')
    case 'loop':
      return outcome('CNAME_LOOP')
    case 'too-long':
      return outcome('CHAIN_TOO_LONG')
    case 'no-name':
      if (stale !== null) return outcome('STALE_ANSWER', stale)
      return outcome(end.at === name ? 'NXDOMAIN_ORIGIN' : 'NXDOMAIN_AT_HOP')
    case 'failed':
      return failedOutcome(end, walk.links.length > 0, outcome)
    case 'no-data':
    case 'resolved':
      return stale === null ? outcome('NODATA') : outcome('STALE_ANSWER', stale)
  }
}

type MakeOutcome = (code: OutcomeCode, error?: ExtendedError | null) => Outcome

function failedOutcome(
  end: Extract<WalkEnd, { kind: 'failed' }>,
  isBehindLink: boolean,
  outcome: MakeOutcome,
): Outcome {
  switch (end.failure.kind) {
    case 'unsent':
    case 'given-up':
      return outcome('TIMEOUT')
    case 'timeout':
      return outcome(isBehindLink ? 'LAME_OR_UNREACHABLE_ZONE' : 'TIMEOUT')
    case 'malformed':
      return outcome('RESOLVER_ERROR')
    case 'tcp-failed':
      return outcome('TRUNCATED_TCP_FAILED')
    case 'rcode':
      if (end.failure.rcode === servFail) return servFailOutcome(end.extendedErrors, isBehindLink, outcome)
      return outcome(end.failure.rcode === refused ? 'REFUSED' : 'RESOLVER_ERROR', end.extendedErrors[0] ?? null)
  }
}

function servFailOutcome(errors: readonly ExtendedError[], isBehindLink: boolean, outcome: MakeOutcome): Outcome {
  const dnssec = findError(errors, 'dnssec')
  if (dnssec !== null) return outcome('SERVFAIL_DNSSEC', dnssec)
  const upstream = findError(errors, 'upstream')
  if (upstream !== null) return outcome('SERVFAIL_UPSTREAM', upstream)
  const cached = findError(errors, 'cached')
  if (cached !== null) return outcome('SERVFAIL_CACHED', cached)
  // A stale mark on a failure explains nothing (a cached SERVFAIL can carry it).
  const other = errors.find(({ code }) => code !== 3 && code !== 19) ?? null
  return outcome(isBehindLink && other === null ? 'LAME_OR_UNREACHABLE_ZONE' : 'SERVFAIL_UNKNOWN', other)
}

function moreDefinite(a: WalkEnd, b: WalkEnd): boolean {
  const [rankA, rankB] = [endOrder.indexOf(a.kind), endOrder.indexOf(b.kind)]
  if (rankA !== rankB) return rankA < rankB
  if (a.kind === 'failed' && b.kind === 'failed') return failureRank(a) <= failureRank(b)
  return true
}

function failureRank({ failure, extendedErrors }: Extract<WalkEnd, { kind: 'failed' }>): number {
  switch (failure.kind) {
    case 'rcode':
      return failure.rcode === servFail ? servFailRank(extendedErrors) : 2
    case 'tcp-failed':
      return 1
    case 'malformed':
      return 3
    case 'timeout':
      return 4
    case 'unsent':
    case 'given-up':
      return 5
  }
}

// A family whose failure has a reason tells more than one without, and one that was asked anew more than a cache.
function servFailRank(errors: readonly ExtendedError[]): number {
  if (findError(errors, 'dnssec') !== null) return 0
  if (findError(errors, 'upstream') !== null) return 0.25
  return findError(errors, 'cached') === null ? 0.5 : 0.75
}

function errorsOf(end: WalkEnd): readonly ExtendedError[] {
  return end.kind === 'failed' ? end.extendedErrors : []
}
