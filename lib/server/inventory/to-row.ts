import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import { chainNames } from '@/lib/domain/resolution/chain-names'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { type Severity, severityRank, worseSeverity } from '@/lib/domain/resolution/severity'
import type { Verdict } from '@/lib/domain/resolution/verdict'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { KnownPurpose } from './read-purpose'

const notExternal: Verdict = {
  code: 'NOT_ASKED',
  severity: 'unknown',
  summary: 'This Service is not of type ExternalName, so it has no target to ask for.',
  notes: [],
}

export interface RowContext {
  clusterDomain: string
  answers: readonly VantageAnswer[]
  group: Row['group']
  purpose: KnownPurpose
  /** The worst of what the rules say, null when they say nothing. */
  finding: Row['finding']
  reviewState: Row['reviewState']
}

/** An alias with what its target resolves to, as lists and streams carry it: the worse vantage's verdict, the chain as the cluster sees it where it answered. */
export function toRow(alias: Alias, context: RowContext): Row {
  const worst = alias.target === null ? null : worseAnswer([...context.answers])
  const shown =
    context.answers.find((answer) => answer.vantage === 'cluster' && answer.hops.length > 0) ??
    context.answers.find((answer) => answer.hops.length > 0)
  const verdict = worst?.verdict ?? notExternal
  const ttls = shown?.hops.map((hop) => hop.ttlSeconds) ?? []
  const highest = shown?.hops.map((hop) => hop.ttlHighestSeconds) ?? []
  const chain = alias.target === null ? [] : chainNames(alias.target, shown?.hops ?? [])
  const severity = rowSeverity(verdict.severity, context.finding?.severity ?? null)
  return {
    cluster: alias.cluster,
    namespace: alias.namespace,
    name: alias.name,
    uid: alias.uid,
    resourceVersion: alias.resourceVersion,
    type: alias.type,
    serviceName: serviceDnsName(alias.namespace, alias.name, context.clusterDomain),
    target: alias.target,
    ports: shownPorts(alias.ports),
    verdict,
    vantage: worst?.vantage ?? null,
    chain,
    brokenAt: worst?.brokenAt ?? null,
    terminal: shown && shown.addresses.length > 0 ? (chain.at(-1) ?? null) : null,
    addresses: shown?.addresses ?? [],
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
    ttlHighestSeconds: highest.length > 0 ? Math.min(...highest) : null,
    owner: alias.owner,
    environment: alias.environment,
    provider: context.purpose.provider,
    useCase: context.purpose.useCase,
    namespacePurpose: alias.namespacePurpose,
    group: context.group,
    reviewState: context.reviewState,
    createdAt: alias.createdAt,
    changedAt: alias.changedAt,
    changedBy: alias.changedBy,
    severity,
    finding: context.finding !== null && isWorse(context.finding.severity, verdict.severity) ? context.finding : null,
  }
}

// A target that nobody answers for stays unknown, unless a rule has something worse to say; what a rule cannot tell takes nothing from a verdict.
function rowSeverity(verdict: Severity, finding: Severity | null): Severity {
  if (finding === null) return verdict
  if (verdict === 'unknown') return finding === 'critical' || finding === 'warning' ? finding : verdict
  return worseSeverity(verdict, finding)
}

function isWorse(finding: Severity, verdict: Severity): boolean {
  const isBad = finding === 'critical' || finding === 'warning'
  return isBad && severityRank(finding) < severityRank(verdict)
}

const portsOf = new WeakMap<Alias['ports'], Row['ports']>()

/** Aliases with the same list of ports share it: so do their rows. */
function shownPorts(ports: Alias['ports']): Row['ports'] {
  const known = portsOf.get(ports) ?? ports.map(({ name, port, protocol }) => ({ name, port, protocol }))
  portsOf.set(ports, known)
  return known
}
