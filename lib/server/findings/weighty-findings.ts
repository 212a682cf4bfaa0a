import type { Alias } from '@/lib/domain/alias/alias'
import type { Finding } from '@/lib/domain/finding/finding'
import { judgeRules } from '@/lib/domain/finding/judge-rules'
import { judgeSuppressions } from '@/lib/domain/finding/judge-suppressions'
import { rules } from '@/lib/domain/finding/rules'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import { findingsOf } from '@/lib/server/runtime/target-facts'
import { ruleFacts } from './rule-facts'

const weighty = rules.filter(({ severity }) => severity !== 'info')

/**
 * What makes the row of an alias as bad as it is, worst first: what was found out about its target, and rules that warn. What only asks for order
 * (no owner, no description) is in the list of findings and not here, or no row would be fine.
 */
export function weightyFindings(cluster: Cluster, alias: Alias, nowMs: number): Finding[] {
  const facts = ruleFacts(cluster, alias, null, [])
  const found = facts === null ? [] : judgeRules(weighty, facts).filter(({ severity }) => severity !== 'info')
  const findings = [...findingsOf(cluster, alias, nowMs), ...found]
  if (findings.length === 0) return findings
  return judgeSuppressions(findings, alias.annotations, nowMs)
    .filter(({ code, suppressed }) => suppressed === null && code !== 'SUPPRESS_UNREADABLE')
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
}
