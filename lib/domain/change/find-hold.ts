import type { ChangeEntry } from './change-entry'
import { wasNeverApplied } from './change-life'
import type { ChangeState } from './change-state'

const holding: readonly ChangeState[] = ['failed', 'undoing', 'undone', 'undo-failed']

/**
 * The change that holds a target: the newest applied one to it failed or was taken back. An undo that leads there is no judgement of the target.
 * Null when nothing holds it; entries are oldest first, the target is normalised.
 */
export function findHold(entries: readonly ChangeEntry[], target: string): ChangeEntry | null {
  const newest = entries.findLast(
    (entry) => entry.kind !== 'undo' && entry.to.target === target && !wasNeverApplied(entry),
  )
  return newest && holding.includes(newest.state) ? newest : null
}
