import type { Finding } from './finding'
import type { Rule } from './rule'

/** What some rules say of one alias, in their order. */
export function judgeRules<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Finding[] {
  const findings: Finding[] = []
  for (const { code, severity, cause, fix, judge } of rules) {
    const seen = judge(facts)
    if (seen !== null) findings.push({ code, severity: seen.severity ?? severity, evidence: seen.evidence, cause, fix })
  }
  return findings
}
