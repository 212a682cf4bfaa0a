import type { ChangeState } from '@/lib/domain/change/change-state'
import type { Severity } from '@/lib/domain/resolution/severity'

interface StateWords {
  words: string
  severity: Severity
  /** Whether more is to come by itself. */
  isRunning: boolean
}

const states: Record<ChangeState, StateWords> = {
  ready: { words: 'Not applied yet', severity: 'unknown', isRunning: true },
  applying: { words: 'Applying', severity: 'unknown', isRunning: true },
  applied: { words: 'Applied', severity: 'info', isRunning: true },
  propagating: { words: 'Reaching the caches', severity: 'info', isRunning: true },
  verifying: { words: 'Verifying', severity: 'info', isRunning: true },
  soaking: { words: 'Verified, soaking', severity: 'ok', isRunning: true },
  completed: { words: 'Verified', severity: 'ok', isRunning: false },
  conflict: { words: 'Conflict, nothing written', severity: 'warning', isRunning: false },
  'not-applied': { words: 'Not applied', severity: 'warning', isRunning: false },
  inconclusive: { words: 'Not verified', severity: 'warning', isRunning: false },
  failed: { words: 'Verification failed', severity: 'critical', isRunning: false },
  undoing: { words: 'Being undone', severity: 'info', isRunning: true },
  undone: { words: 'Undone', severity: 'info', isRunning: false },
  'undo-failed': { words: 'Undo failed', severity: 'critical', isRunning: false },
  reverted: { words: 'Reverted by another writer', severity: 'warning', isRunning: false },
  'patch-proposed': { words: 'Patch proposed', severity: 'info', isRunning: true },
  'observed-live': { words: 'Seen live', severity: 'info', isRunning: true },
  cancelled: { words: 'Cancelled', severity: 'unknown', isRunning: false },
}

/** A change's state for people. */
export function changeStateWords(state: ChangeState): StateWords {
  return states[state]
}
