import type { ChangeEntry } from './change-entry'
import { wasNeverApplied } from './change-life'
import type { ChangeState } from './change-state'
import { placeOf } from './endpoint'

const holding: readonly ChangeState[] = ['failed', 'undoing', 'undone', 'undo-failed']

/**
 * The change that holds a target: the newest applied one to it failed or was taken back. An undo that leads there is no judgement of the target.
 * Null when nothing holds it; entries are oldest first, `place` is what `placeOf` says of the endpoint.
 */
export function findHold(entries: readonly ChangeEntry[], place: string): ChangeEntry | null {
  const newest = entries.findLast(
    (entry) => entry.kind !== 'undo' && placeOf(entry.to) === place && !wasNeverApplied(entry),
  )
  return newest && holding.includes(newest.state) ? newest : null
}
