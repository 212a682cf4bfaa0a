import { withNotes } from './judge-walk'
import { outcomeSeverity } from './outcome-severity'
import type { VantageAnswer } from './resolution'

/** What one vantage is known to answer; `isUnconfirmed` says that the last question failed and the answer before it still stands. */
export interface ConfirmedAnswer {
  shown: VantageAnswer
  isUnconfirmed: boolean
}

/**
 * Takes in a new answer. One failure after a success keeps what was shown, marked `UNCONFIRMED`; the second one shows itself. A final
 * answer (its failing question was repeated already) and a first one are taken as they are.
 */
export function confirmAnswer(
  previous: ConfirmedAnswer | null,
  next: VantageAnswer,
  isFinal: boolean,
): ConfirmedAnswer {
  if (isFinal || previous === null || previous.isUnconfirmed || !isWorse(next, previous.shown)) {
    return { shown: next, isUnconfirmed: false }
  }
  const note = { code: 'UNCONFIRMED', severity: 'info', evidence: next.verdict.summary } as const
  return { shown: { ...previous.shown, verdict: withNotes(previous.shown.verdict, [note]) }, isUnconfirmed: true }
}

// A failure is worse than an answer, and silence is worse than a failure that is known.
function isWorse(next: VantageAnswer, previous: VantageAnswer): boolean {
  return failureRank(next) > failureRank(previous)
}

function failureRank({ verdict }: VantageAnswer): number {
  const severity = outcomeSeverity[verdict.code]
  if (severity === 'unknown') return 2
  return severity === 'critical' ? 1 : 0
}
