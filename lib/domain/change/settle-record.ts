import { advanceEntry, type ChangeEntry } from './change-entry'
import type { ChangeRecord } from './change-record'

/** An intent older than this has no living writer: the patch gives up after 10 s. */
const doubtMs = 15_000
/** A proof that takes longer than this has no living console behind it. */
const proofLimitMs = 4 * 60_000

const proving = ['applied', 'propagating', 'verifying']

/**
 * The record with every entry that nobody works on any more brought to an end, by what the live Service carries: the annotation is the
 * proof that a change was applied. `liveChangeId` is null when the Service carries none or is gone.
 */
export function settleRecord(record: ChangeRecord, liveChangeId: string | null, nowMs: number): ChangeRecord {
  return { ...record, entries: record.entries.map((entry) => settleEntry(entry, liveChangeId, nowMs)) }
}

/** Whether the change is still being applied or proved, so that another one would be in its way. */
export function isInFlight(entry: ChangeEntry): boolean {
  return isApplying(entry) || proving.includes(entry.state)
}

export function isApplying(entry: ChangeEntry): boolean {
  return entry.state === 'applying'
}

function settleEntry(entry: ChangeEntry, liveChangeId: string | null, nowMs: number): ChangeEntry {
  const at = new Date(nowMs).toISOString()
  const ageMs = nowMs - Date.parse(entry.at)
  const settled = settleIntent(entry, liveChangeId, ageMs, at)
  if (!proving.includes(settled.state) || ageMs <= proofLimitMs) return settled
  return advanceEntry(settled, {
    state: 'inconclusive',
    at,
    note: 'The console that watched over it ended before the proof did.',
  })
}

function settleIntent(entry: ChangeEntry, liveChangeId: string | null, ageMs: number, at: string): ChangeEntry {
  const isOpen = isApplying(entry) || entry.state === 'not-applied'
  if (isOpen && liveChangeId === entry.id) {
    return advanceEntry(entry, { state: 'applied', at, note: 'Found on the Service.' })
  }
  if (isApplying(entry) && ageMs > doubtMs) {
    return advanceEntry(entry, { state: 'not-applied', at, note: 'The Service does not carry it.' })
  }
  return entry
}
