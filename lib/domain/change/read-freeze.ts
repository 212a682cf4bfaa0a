import { parseJson } from './last-change'
import { isMap } from './merge-patch'

export const freezeAnnotation = 'signpost/freeze'

/** A freeze as its annotation says it. `untilMs` is null for one without an end, `reason` null where none is given. */
export interface Freeze {
  untilMs: number | null
  reason: string | null
}

const longest = 1024

/**
 * Reads annotation `signpost/freeze`: `until=2026-12-24T00:00:00Z reason=…`, JSON `{"until", "reason"}`, or free text, which is the reason.
 * An end that is no time is part of the reason, so that a slip of the pen freezes rather than thaws. Null for none, and for `false`.
 */
export function readFreeze(annotations: Readonly<Record<string, string>>): Freeze | null {
  const text = annotations[freezeAnnotation]?.trim().slice(0, longest) ?? ''
  if (text === '' || text.toLowerCase() === 'false') return null
  const json = parseJson(text)
  return isMap(json) ? readJson(json, text) : readText(text)
}

function readJson(json: Record<string, unknown>, text: string): Freeze {
  const until = typeof json.until === 'string' ? timeOf(json.until) : null
  const reason = typeof json.reason === 'string' ? json.reason.trim() : ''
  const isUnread = json.until !== undefined && json.until !== null && until === null
  return { untilMs: until, reason: isUnread ? text : reason || null }
}

function readText(text: string): Freeze {
  const until = /(?:^|\s)until=(\S+)/.exec(text)?.[1]
  const untilMs = until === undefined ? null : timeOf(until)
  if (until !== undefined && untilMs === null) return { untilMs: null, reason: text }
  const rest = text.replace(/(?:^|\s)until=\S+/, '').trim()
  const reason = rest.replace(/^reason=/, '').trim()
  return { untilMs, reason: reason === '' || reason === 'true' ? null : reason }
}

// RFC 3339, with a day alone taken as its start in UTC.
function timeOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isFinite(ms) ? ms : null
}
