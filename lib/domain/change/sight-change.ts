import type { Alias } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from './change-entry'
import { newestWriter } from './field-owner'
import { decodeLastChange } from './last-change'
import { leadsAs } from './leads-as'

/** What the watch shows of an applied change: not there yet, there, or no longer, and why in one sentence. */
export type Sighting =
  | { kind: 'before' }
  | { kind: 'shown' }
  | { kind: 'reverted' | 'rewritten' | 'superseded' | 'undone' | 'deleted'; note: string }

/**
 * Compares a change with its Service as the watch shows it; `wasShown` says that it was seen there before. A later change of ours supersedes
 * or undoes it; the old target written by somebody else reverts it, and `managedFields` name the writer.
 */
export function sightChange(alias: Alias | null, entry: ChangeEntry, wasShown: boolean): Sighting {
  if (entry.to.type === 'absent') return sightDeletion(alias, entry)
  const isMaking = entry.from.type === 'absent' && !wasShown
  if (alias === null) return isMaking ? { kind: 'before' } : { kind: 'deleted', note: 'The Service was deleted.' }
  if (alias.uid !== entry.uid) return { kind: 'deleted', note: 'The Service was deleted and made anew.' }
  const carried = decodeLastChange(alias.annotations)
  if (carried && carried.id !== entry.id && Date.parse(carried.at) > beganMs(entry)) {
    const kind = carried.undoOf === entry.id ? 'undone' : 'superseded'
    return { kind, note: `Change ${carried.id} by ${carried.by} came after it.` }
  }
  if (leadsAs(alias, entry.to)) return { kind: 'shown' }
  if (carried?.id !== entry.id && !wasShown) return { kind: 'before' }
  // Whoever wrote another field of the spec in the same second is not who wrote the target.
  const manager = newestWriter(alias) ?? alias.changedBy ?? 'Somebody'
  if (leadsAs(alias, entry.from)) return { kind: 'reverted', note: `${manager} wrote the old target back.` }
  return { kind: 'rewritten', note: `${manager} wrote another target: ${alias.target ?? alias.type}.` }
}

function sightDeletion(alias: Alias | null, entry: ChangeEntry): Sighting {
  if (alias === null) return { kind: 'shown' }
  if (alias.uid === entry.uid) return { kind: 'before' }
  const carried = decodeLastChange(alias.annotations)
  if (carried?.undoOf === entry.id)
    return { kind: 'undone', note: `Change ${carried.id} by ${carried.by} came after it.` }
  return { kind: 'reverted', note: `${newestWriter(alias) ?? alias.changedBy ?? 'Somebody'} made the Service anew.` }
}

// A proposal waits for days: what came in between does not supersede what arrived afterwards.
function beganMs({ steps, at }: ChangeEntry): number {
  return Date.parse(steps.find(({ state }) => state === 'observed-live')?.at ?? at)
}
