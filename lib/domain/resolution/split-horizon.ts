import { chainNames } from './chain-names'
import type { VantageAnswer } from './resolution'
import { specialAddress } from './special-address'
import type { OutcomeCode, VerdictNote } from './verdict'

type View = 'resolves' | 'does not exist' | 'has no address' | 'fails'

const views: Readonly<Partial<Record<OutcomeCode, View>>> = {
  NXDOMAIN_ORIGIN: 'does not exist',
  NXDOMAIN_AT_HOP: 'does not exist',
  NODATA: 'has no address',
  SERVFAIL_DNSSEC: 'fails',
  SERVFAIL_UPSTREAM: 'fails',
  SERVFAIL_CACHED: 'fails',
  SERVFAIL_UNKNOWN: 'fails',
  LAME_OR_UNREACHABLE_ZONE: 'fails',
  BLOCKED_BY_POLICY: 'fails',
  TRUNCATED_TCP_FAILED: 'fails',
  CNAME_LOOP: 'fails',
  CHAIN_TOO_LONG: 'fails',
}

/**
 * Whether the cluster and the outside see a host differently: in the kind of outcome, the terminal name, or the scope of the addresses.
 * Different addresses alone are no difference. Null when they agree or one of them does not know.
 */
export function splitHorizon(host: string, cluster: VantageAnswer, outside: VantageAnswer): VerdictNote | null {
  const [inView, outView] = [viewOf(cluster), viewOf(outside)]
  if (inView === null || outView === null) return null
  if (inView !== outView) return note('warning', `from the cluster it ${inView}, from outside it ${outView}`)
  if (inView !== 'resolves') return null
  const [inTerminal, outTerminal] = [terminalOf(host, cluster), terminalOf(host, outside)]
  if (inTerminal !== outTerminal) {
    return note('info', `from the cluster it ends at ${inTerminal}, from outside at ${outTerminal}`)
  }
  const [inScope, outScope] = [scopeOf(cluster), scopeOf(outside)]
  if (inScope === outScope) return null
  return note('info', `addresses from the cluster are ${inScope}, from outside ${outScope}`)
}

function note(severity: 'warning' | 'info', evidence: string): VerdictNote {
  return { code: 'SPLIT_HORIZON', severity, evidence }
}

function viewOf(answer: VantageAnswer): View | null {
  return answer.addresses.length > 0 ? 'resolves' : (views[answer.verdict.code] ?? null)
}

function terminalOf(host: string, answer: VantageAnswer): string {
  return chainNames(host, answer.hops).at(-1) ?? host
}

function scopeOf(answer: VantageAnswer): string {
  return [...new Set(answer.addresses.map((address) => specialAddress(address)?.kind ?? 'public'))].sort().join(' and ')
}
