import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { severityRank } from '@/lib/domain/resolution/severity'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import type { Finding } from './finding'
import { namespaceAliasFinding } from './namespace-alias-finding'
import { resolutionFindings } from './resolution-findings'
import { takeoverFinding } from './takeover-finding'
import { type ProbedTarget, targetFindings } from './target-findings'

/** All that was found out about a target. Without `path` it is not in this cluster, without `probe` it was not probed. */
export interface TargetFacts {
  answers: readonly VantageAnswer[]
  clusterDomain: string
  /** Whether the registered domain above a name is gone too; null when that is not known. */
  isDomainGone(name: string): boolean | null
  path: NamespaceAliasPath | null
  probe: ProbedTarget | null
}

/** What the rules say of an alias, worst first: how its target resolves, whether its end dangles, where it leads in the cluster, and who answers there. */
export function aliasFindings(facts: TargetFacts): Finding[] {
  const { answers, path, probe } = facts
  const inCluster = path === null ? null : namespaceAliasFinding(path)
  const dangling = danglingFinding(facts)
  return [
    ...resolutionFindings(answers),
    ...(dangling === null ? [] : [dangling]),
    ...(inCluster === null ? [] : [inCluster]),
    ...(probe === null ? [] : targetFindings(probe)),
  ].sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
}

function danglingFinding({ answers, clusterDomain, isDomainGone }: TargetFacts): Finding | null {
  const worst = worseAnswer(answers)
  if (worst === null) return null
  const { brokenAt } = worst
  const isSeenElsewhere = answers.some(
    ({ addresses, hops }) => addresses.length > 0 || hops.some(({ owner }) => owner === brokenAt),
  )
  return takeoverFinding({
    code: worst.verdict.code,
    brokenAt,
    isDomainGone: brokenAt === null ? null : isDomainGone(brokenAt),
    isSeenElsewhere,
    clusterDomain,
  })
}
