import { advanceEntry, type ChangeEntry } from './change-entry'
import { isApplying } from './change-life'
import type { ChangeRecord } from './change-record'
import { recordEntry } from './record-entry'

/** An intent older than this has no living writer: the patch gives up after 10 s. */
export const doubtMs = 15_000

/**
 * The record with every intent that nobody works on any more brought to an end, by what the live Service carries: the annotation is the
 * proof that a change was applied. `liveChangeId` is null when the Service carries none or is gone.
 */
export function settleRecord(record: ChangeRecord, liveChangeId: string | null, nowMs: number): ChangeRecord {
  const settled = record.entries.flatMap((entry) => {
    const ended = settleEntry(entry, liveChangeId, nowMs)
    return ended === entry ? [] : ended
  })
  return settled.reduce(recordEntry, record)
}

function settleEntry(entry: ChangeEntry, liveChangeId: string | null, nowMs: number): ChangeEntry {
  const at = new Date(nowMs).toISOString()
  const isOpen = isApplying(entry) || entry.state === 'not-applied' || entry.state === 'conflict'
  if (isOpen && liveChangeId === entry.id) {
    return advanceEntry(entry, { state: 'applied', at, note: 'Found on the Service.' })
  }
  if (isApplying(entry) && nowMs - Date.parse(entry.at) > doubtMs) {
    return advanceEntry(entry, { state: 'not-applied', at, note: 'The Service does not carry it.' })
  }
  return entry
}
