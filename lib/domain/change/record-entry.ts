import { advanceEntry, type ChangeEntry, wasNeverApplied } from './change-entry'
import { type ChangeRecord, putEntry } from './change-record'
import { isApplying } from './settle-record'

/** The record with this entry in it; once an undo is applied, the change that it takes back is marked so. */
export function recordEntry(record: ChangeRecord, entry: ChangeEntry): ChangeRecord {
  const known = record.entries.find(({ id }) => id === entry.id)
  const last = entry.steps.at(-1)
  const next = putEntry(record, known && last ? keepLater(known, entry) : entry)
  const undone = next.entries.find(({ id }) => id === entry.undoOf)
  if (!undone || !last || isApplying(entry) || wasNeverApplied(entry)) return next
  const note = `Undone by ${entry.by} with ${entry.id}.`
  return putEntry(next, advanceEntry(undone, { state: 'undone', at: last.at, note }))
}

// Another replica may have brought the stored entry further, to `undone` say; the state that is further on wins.
function keepLater(stored: ChangeEntry, own: ChangeEntry): ChangeEntry {
  const last = stored.steps.at(-1)
  return last ? advanceEntry(own, { ...last, state: stored.state }) : own
}
