import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { serviceName } from '@/lib/domain/provider/service-name'
import { missingName } from '@/lib/domain/resolution/missing-name'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Finding } from './finding'
import { groupLabelFinding } from './group-label-finding'
import { namespaceAliasFinding } from './namespace-alias-finding'
import { resolutionFindings } from './resolution-findings'
import { takeoverFinding } from './takeover-finding'
import { type ProbedTarget, targetFindings } from './target-findings'

/** All that was found out about an alias and its target. Without `path` it is not in this cluster, without `probe` it was not probed. */
export interface TargetFacts {
  /** The target, normalised. */
  host: string
  labels: Readonly<Record<string, string>>
  answers: readonly VantageAnswer[]
  clusterDomain: string
  /** Whether the registered domain above a name is gone too; null when that is not known. */
  isDomainGone(name: string): boolean | null
  path: NamespaceAliasPath | null
  probe: ProbedTarget | null
}

/** What the rules say of an alias, worst first: how its target resolves, whether its end dangles, where it leads in the cluster, and who answers there. */
export function aliasFindings(facts: TargetFacts): Finding[] {
  const { host, answers, path, probe } = facts
  const labelled = groupLabelFinding(facts.labels)
  const inCluster = path === null ? null : namespaceAliasFinding(path)
  const dangling = danglingFinding(facts)
  return [
    ...resolutionFindings(answers).flatMap((finding) => judgePrivateAddress(finding, host, path !== null)),
    ...(dangling === null ? [] : [dangling]),
    ...(inCluster === null ? [] : [inCluster]),
    ...(labelled === null ? [] : [labelled]),
    ...(probe === null ? [] : targetFindings(probe)),
  ].sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
}

// A provider says of its names that they are private, or not; a Service of the cluster always is.
function judgePrivateAddress(finding: Finding, host: string, isInCluster: boolean): Finding[] {
  if (finding.code !== 'SPECIAL_IP' || finding.severity !== 'info') return [finding]
  const provider = findProvider(host)
  if (isInCluster || provider?.privateIpsNormal === true) return []
  if (provider === null) return [finding]
  const cause = `Names of ${serviceName(provider)} usually have public addresses: a private endpoint, or a resolver that answers for it, leads elsewhere.`
  return [{ ...finding, cause }]
}

function danglingFinding({ answers, clusterDomain, isDomainGone }: TargetFacts): Finding | null {
  const missing = missingName(answers)
  if (missing === null) return null
  const { brokenAt } = missing
  const isSeenElsewhere = answers.some(
    ({ addresses, hops }) => addresses.length > 0 || hops.some(({ owner }) => owner === brokenAt),
  )
  return takeoverFinding({
    code: missing.verdict.code,
    brokenAt,
    isDomainGone: brokenAt === null ? null : isDomainGone(brokenAt),
    isSeenElsewhere,
    clusterDomain,
  })
}
