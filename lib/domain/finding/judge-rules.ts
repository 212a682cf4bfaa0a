import type { Finding } from './finding'
import type { Rule } from './rule'

/** What some rules say of one alias, in their order. */
export function judgeRules<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Finding[] {
  return rules.flatMap(({ code, severity, cause, fix, judge }) => {
    const seen = judge(facts)
    return seen === null ? [] : [{ code, severity: seen.severity ?? severity, evidence: seen.evidence, cause, fix }]
  })
}
