import type { ChangeState } from './change-state'

/** What an attempt to change a Service came to, in the words of a Kubernetes Event. */
export interface AttemptOutcome {
  reason: string
  type: 'Normal' | 'Warning'
}

const outcomes: Partial<Record<ChangeState, AttemptOutcome>> = {
  applied: { reason: 'ChangeApplied', type: 'Normal' },
  'not-applied': { reason: 'ChangeNotApplied', type: 'Warning' },
  conflict: { reason: 'ChangeConflict', type: 'Warning' },
  failed: { reason: 'ChangeFailed', type: 'Warning' },
  inconclusive: { reason: 'ChangeNotProved', type: 'Warning' },
  undone: { reason: 'ChangeUndone', type: 'Normal' },
  'undo-failed': { reason: 'UndoFailed', type: 'Warning' },
  reverted: { reason: 'ChangeReverted', type: 'Warning' },
}

/** The outcome that a state stands for; null for a state on the way, and for the quiet end of what was told already. */
export function attemptOutcome(state: ChangeState): AttemptOutcome | null {
  return outcomes[state] ?? null
}
