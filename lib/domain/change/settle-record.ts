import { advanceEntry, type ChangeEntry } from './change-entry'
import { isApplying } from './change-life'
import type { ChangeRecord } from './change-record'
import { objectName } from './change-write'
import { recordEntry } from './record-entry'

/** An intent older than this has no living writer: the patch gives up after 10 s. */
export const doubtMs = 15_000

/** What the cluster itself tells of changes of a Service. */
export interface LiveTrace {
  /** The change that the Service carries; null when it carries none or is gone. */
  changeId: string | null
  /** The Service's uid; null when there is none, undefined where that is not known. */
  uid: string | null | undefined
  /** The EndpointSlices of ours that stand for it; null where nobody read them. */
  slices: readonly string[] | null
}

/**
 * The record with every intent that nobody works on any more brought to an end, by what the live Service carries: the annotation is the
 * proof that a change was applied. A change of several writes may have broken off between two of them: then the note says what is left.
 */
export function settleRecord(record: ChangeRecord, live: LiveTrace, nowMs: number): ChangeRecord {
  const settled = record.entries.flatMap((entry) => {
    const ended = settleEntry(entry, live, nowMs)
    return ended === entry ? [] : ended
  })
  return settled.reduce(recordEntry, record)
}

function settleEntry(entry: ChangeEntry, live: LiveTrace, nowMs: number): ChangeEntry {
  const { changeId, slices, uid } = live
  const at = new Date(nowMs).toISOString()
  if (entry.to.type === 'absent') return settleDeletion(entry, live, nowMs)
  const isOpen = isApplying(entry) || entry.state === 'not-applied' || entry.state === 'conflict'
  if (isOpen && changeId === entry.id) {
    const left = leftBy(entry, 'delete', slices)
    const note = `Found on the Service.${leftWords(left, slices, 'undo it again to delete it')}`
    // What it was thought to have left, the Service leads to after all.
    const { left: _, ...applied } = advanceEntry(entry, { state: 'applied', at, note })
    const known = { ...applied, uid: uid ?? entry.uid }
    return left.length > 0 ? { ...known, left } : known
  }
  if (isApplying(entry) && nowMs - Date.parse(entry.at) > doubtMs) {
    const left = leftBy(entry, 'make', slices)
    const note = `The Service does not carry it.${leftWords(left, slices, 'the next attempt takes it over, an undo deletes it')}`
    return { ...advanceEntry(entry, { state: 'not-applied', at, note }), ...(left.length > 0 && { left }) }
  }
  return entry
}

// A Service that is gone carries nothing: that it is gone is the proof.
function settleDeletion(entry: ChangeEntry, { uid }: LiveTrace, nowMs: number): ChangeEntry {
  const at = new Date(nowMs).toISOString()
  if (!isApplying(entry) || uid === undefined) return entry
  if (uid !== entry.uid) return advanceEntry(entry, { state: 'applied', at, note: 'The Service is gone.' })
  if (nowMs - Date.parse(entry.at) <= doubtMs) return entry
  return advanceEntry(entry, { state: 'not-applied', at, note: 'The Service is still there.' })
}

/** The slices that a change left which broke off between its writes: made for nothing, or not deleted yet. */
function leftBy({ writes = [] }: ChangeEntry, done: 'make' | 'delete', slices: readonly string[] | null): string[] {
  const about = writes.filter(
    ({ kind, verb }) => kind === 'EndpointSlice' && (verb === 'delete') === (done === 'delete'),
  )
  return about.flatMap(({ name }) => (slices === null || slices.includes(name) ? [name] : []))
}

function leftWords(left: readonly string[], slices: readonly string[] | null, remedy: string): string {
  if (left.length === 0) return ''
  const objects = left.map((name) => objectName({ kind: 'EndpointSlice', name })).join(' and ')
  return ` ${objects} ${slices === null ? 'may be' : left.length > 1 ? 'are' : 'is'} left: ${remedy}.`
}
