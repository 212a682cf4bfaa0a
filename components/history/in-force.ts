import type { ChangeView } from '@/lib/contract/changes'
import { isInForce, wasNeverApplied } from '@/lib/domain/change/change-life'
import { serviceKey } from '@/lib/domain/service/service-ref'

/** The change of each Service that decides where it leads, by its id; `changes` are newest first. */
export function decidingChanges(changes: readonly ChangeView[]): ReadonlySet<string> {
  const deciding = new Map<string, string>()
  for (const change of changes) {
    const { id, service } = change
    const key = serviceKey(service)
    if (!wasNeverApplied(change) && !deciding.has(key)) deciding.set(key, id)
  }
  return new Set(deciding.values())
}

/** How a change can be taken back, or what it left be deleted: an undo by its record, or for one from outside another target by hand; null where it cannot. */
export function wayBack(change: ChangeView): 'undo' | 'retarget' | null {
  const { kind, from, to, left } = change
  if (left.length > 0) return 'undo'
  if (kind === 'outside') {
    const isTarget = from.type === 'ExternalName' && from.target !== null && to.type === 'ExternalName'
    return isTarget ? 'retarget' : null
  }
  return kind !== 'undo' && isInForce(change) ? 'undo' : null
}
