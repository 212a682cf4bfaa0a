import type { ChangeEntry } from './change-entry'
import { isApplying, isProving } from './change-life'
import { doubtMs } from './settle-record'

/** When a console saw an entry of another one, and whether that was in the first list after its own start. */
export interface EntrySeen {
  nowMs: number
  isAtStart: boolean
}

// As long as the proof itself waits for the watch, the DNS and the target.
const provingMs = 180_000
const soakGraceMs = 30_000

/**
 * When somebody else has to go on with a change, in milliseconds since the epoch; null when nobody has to. An intent is settled 15 s after it was
 * written, or after it was seen where clocks differ. A proof is taken up at once by a console that starts, since no harm is in proving twice; by
 * others when its own console must have ended.
 */
export function nextAttentionMs(entry: ChangeEntry, { nowMs, isAtStart }: EntrySeen): number | null {
  if (isApplying(entry)) return Math.min(Date.parse(entry.at), nowMs) + doubtMs
  const lastMs = Date.parse(entry.steps.at(-1)?.at ?? entry.at)
  if (isProving(entry)) return isAtStart ? nowMs : Math.min(lastMs, nowMs) + provingMs
  if (entry.state !== 'soaking') return null
  const soakUntilMs = entry.soakUntil === null ? nowMs : Date.parse(entry.soakUntil)
  return isAtStart ? nowMs : Math.max(soakUntilMs, nowMs) + soakGraceMs
}
