import type { VantageAnswer } from './resolution'
import { worseSeverity } from './severity'

/**
 * The answer that stands for an alias in a list: the worse of the vantages' (critical, warning, info, ok), where `unknown` loses to any
 * answer, and the cluster's when they are equal. Null without answers.
 */
export function worseAnswer(answers: readonly VantageAnswer[]): VantageAnswer | null {
  let worst: VantageAnswer | null = null
  for (const answer of answers) worst = worst === null ? answer : pick(worst, answer)
  return worst
}

function pick(a: VantageAnswer, b: VantageAnswer): VantageAnswer {
  if (a.verdict.severity === b.verdict.severity) return b.vantage === 'cluster' ? b : a
  return worseSeverity(a.verdict.severity, b.verdict.severity) === a.verdict.severity ? a : b
}
