import type { HostInsight } from '@/lib/domain/finding/host-insight'
import type { HostView, Side } from '@/lib/domain/finding/host-view'
import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'

const clauses: Partial<Record<OutcomeCode, string>> = {
  NXDOMAIN_ORIGIN: 'does not exist',
  NXDOMAIN_AT_HOP: 'leads to a name that does not exist',
  NODATA: 'leads to no address',
  PARTIAL_FAILURE: 'resolves in part',
  INVALID_NAME: 'is no name that DNS can be asked for',
  IP_LITERAL: 'is an address instead of a name',
  SERVFAIL_DNSSEC: 'fails DNSSEC validation',
  SERVFAIL_UPSTREAM: 'has no server that answers',
  SERVFAIL_CACHED: 'fails out of a resolver’s cache',
  CNAME_LOOP: 'runs in a loop of CNAMEs',
  CHAIN_TOO_LONG: 'has a chain that is too long',
  LAME_OR_UNREACHABLE_ZONE: 'leads to a zone that does not answer',
  BLOCKED_BY_POLICY: 'is blocked by a resolver’s policy',
  TRUNCATED_TCP_FAILED: 'has an answer that is cut off',
  STALE_ANSWER: 'is answered out of an expired cache entry',
}
const noteClauses = new Map([
  ['CHAIN_LONG', 'has a long chain'],
  ['SPECIAL_IP', 'leads to a special address'],
  ['SPLIT_HORIZON', 'is seen differently from the cluster and from outside'],
])
const views: Record<HostView, string> = {
  alike: 'from both vantages',
  'only-cluster': 'from the cluster, while the outside resolves it',
  'only-outside': 'from outside, while the cluster resolves it',
  cluster: 'seen from the cluster',
  outside: 'seen from outside',
  'clusters-differ': 'not alike from all clusters',
}
const sideWords: Record<Side, string> = { ours: ': our side', provider: ': provider side' }

/** `One host explains 2 of 3 critical: provider side.` The side only where it is proven. */
export function insightTitle({ aliases, outOf, severities, side }: HostInsight): string {
  const share = aliases === outOf ? `all ${outOf}` : `${aliases} of ${outOf}`
  return `One host explains ${share} ${severities.join(' or ')}${side === null ? '' : sideWords[side]}.`
}

/** What is wrong, to be read after the host's name. */
export function insightClause({ code, note }: HostInsight): string {
  if (note !== null) return noteClauses.get(note) ?? `is marked ${note.toLowerCase().replaceAll('_', ' ')}`
  return clauses[code] ?? `gives ${outcomePhrase(code)}`
}

/** Who sees it so; nothing where both see it differently, as the clause has said that. */
export function insightView({ note, view }: HostInsight): string {
  return note === 'SPLIT_HORIZON' ? '' : `, ${views[view]}`
}

/** `2 namespaces, 1 owner` */
export function insightReach({ namespaces, owners }: HostInsight): string {
  const owned = owners === 0 ? 'no owner' : owners === 1 ? '1 owner' : `${owners} owners`
  return `${namespaces} ${namespaces === 1 ? 'namespace' : 'namespaces'}, ${owned}`
}
