import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { severityRank } from '@/lib/domain/resolution/severity'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import type { Finding } from './finding'
import { resolutionFindings } from './resolution-findings'
import { takeoverFinding } from './takeover-finding'

/** What the rules say of a target from its vantages' answers, worst first: how it resolves, and whether its end dangles. */
export function aliasFindings(answers: readonly VantageAnswer[], clusterDomain: string): Finding[] {
  const findings = resolutionFindings(answers)
  const dangling = danglingFinding(answers, clusterDomain)
  return dangling === null
    ? findings
    : [...findings, dangling].sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
}

function danglingFinding(answers: readonly VantageAnswer[], clusterDomain: string): Finding | null {
  const worst = worseAnswer(answers)
  if (worst === null) return null
  const { brokenAt } = worst
  const isSeenElsewhere = answers.some(
    ({ addresses, hops }) => addresses.length > 0 || hops.some(({ owner }) => owner === brokenAt),
  )
  return takeoverFinding({ code: worst.verdict.code, brokenAt, isDomainGone: null, isSeenElsewhere, clusterDomain })
}
