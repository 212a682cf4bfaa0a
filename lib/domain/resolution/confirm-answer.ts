import { withNotes } from './judge-walk'
import { outcomeSeverity } from './outcome-severity'
import type { VantageAnswer } from './resolution'

/** What one vantage is known to answer; `isUnconfirmed` says that the last question failed and the answer before it still stands. */
export interface ConfirmedAnswer {
  shown: VantageAnswer
  isUnconfirmed: boolean
}

/**
 * Takes in a new answer. A first failure after a success or after silence, or a first silence, keeps what was shown, marked
 * `UNCONFIRMED`; the second one shows itself. A final answer (its failing question was repeated already) and the very first one are
 * taken as they are.
 */
export function confirmAnswer(
  previous: ConfirmedAnswer | null,
  next: VantageAnswer,
  isFinal: boolean,
): ConfirmedAnswer {
  if (isFinal || previous === null || previous.isUnconfirmed || !isUnproven(next, previous.shown)) {
    return { shown: next, isUnconfirmed: false }
  }
  const note = { code: 'UNCONFIRMED', severity: 'info', evidence: next.verdict.summary } as const
  return { shown: { ...previous.shown, verdict: withNotes(previous.shown.verdict, [note]) }, isUnconfirmed: true }
}

// A resolver that comes back may fail once before it works, and one that goes silent says nothing of what is known.
function isUnproven(next: VantageAnswer, previous: VantageAnswer): boolean {
  const kind = failureKind(next)
  return kind !== null && kind !== failureKind(previous)
}

function failureKind({ verdict }: VantageAnswer): 'critical' | 'unknown' | null {
  const severity = outcomeSeverity[verdict.code]
  return severity === 'critical' || severity === 'unknown' ? severity : null
}
