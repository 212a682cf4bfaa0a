import { advanceEntry, type ChangeEntry, type ChangeStep } from './change-entry'
import { isAhead, isApplying, wasNeverApplied } from './change-life'
import { type ChangeRecord, putEntry } from './change-record'

/** The record with this entry in it, where it stands now or further on already, and with the change that it undoes brought along. */
export function recordEntry(record: ChangeRecord, entry: ChangeEntry): ChangeRecord {
  const known = record.entries.find(({ id }) => id === entry.id)
  const put = putEntry(record, known ? laterOf(known, entry) : entry)
  const next = hasTakenUp(entry) ? withoutLeft(put, entry.id) : put
  const undone = next.entries.find(({ id }) => id === entry.undoOf)
  const steps = undone ? stepsOfUndone(entry) : []
  return undone && steps.length > 0 ? putEntry(next, steps.reduce(advanceEntry, undone)) : next
}

// What earlier attempts left, an applied change of the same slices leads to or deletes.
function hasTakenUp(entry: ChangeEntry): boolean {
  const isAboutSlices = entry.writes?.some(({ kind }) => kind === 'EndpointSlice') ?? false
  return isAboutSlices && entry.left === undefined && !isApplying(entry) && !wasNeverApplied(entry)
}

function withoutLeft(record: ChangeRecord, id: string): ChangeRecord {
  const entries = record.entries.map((each) => {
    if (each.id === id || each.left === undefined) return each
    const { left: _, ...rest } = each
    return rest
  })
  return { ...record, entries }
}

// Another replica may have brought the stored entry further; the state that is further on wins, and its note with it.
function laterOf(stored: ChangeEntry, own: ChangeEntry): ChangeEntry {
  if (isAhead(stored.state, own.state)) return own
  const last = stored.steps.at(-1)
  return last && isAhead(own.state, stored.state) ? advanceEntry(own, { ...last, state: stored.state }) : own
}

function stepsOfUndone(undo: ChangeEntry): ChangeStep[] {
  const at = undo.steps.at(-1)?.at ?? undo.at
  const begun: ChangeStep = { state: 'undoing', at: undo.at, note: `Undo ${undo.id} by ${undo.by}.` }
  if (isApplying(undo)) return [begun]
  if (wasNeverApplied(undo)) return [{ state: 'undo-failed', at, note: `Undo ${undo.id} was not applied.` }]
  return [begun, { state: 'undone', at, note: `Undone by ${undo.by} with ${undo.id}.` }]
}
