import type { ChangeEntry } from './change-entry'
import { type ChangeKind, changeKinds } from './change-request'
import type { Endpoint } from './endpoint'
import { readEndpoint, writeEndpoint } from './endpoint-json'
import { isMap } from './merge-patch'

export const lastChangeAnnotation = 'signpost/last-change'

/** What a changed Service says of itself, written in the same patch as the change: proof that it happened, and enough to undo it. */
export interface LastChange {
  id: string
  kind: ChangeKind
  from: Endpoint
  to: Endpoint
  by: string
  at: string
  undoOf: string | null
}

const maxBytes = 1024

/** The annotation's text, at most 1 KiB: what can be spared is left out or cut when the names are long. */
export function encodeLastChange(entry: ChangeEntry | LastChange): string {
  const compact = { ...entry, from: { ...entry.from, externalName: entry.from.target } }
  const brief = { ...compact, to: bare(entry.to) }
  const briefest = { ...brief, from: bare(compact.from) }
  for (const candidate of [entry, compact, brief, briefest]) {
    const text = toText(candidate, candidate.by)
    if (byteLength(text) <= maxBytes) return text
  }
  const room = maxBytes - byteLength(toText(briefest, ''))
  return toText(briefest, cutToBytes(entry.by, room))
}

/** Reads the annotation; null when it is absent or not of our making. */
export function decodeLastChange(annotations: Readonly<Record<string, string>> | undefined): LastChange | null {
  const text = annotations?.[lastChangeAnnotation]
  if (text === undefined || text.length > maxBytes) return null
  const value = parseJson(text)
  if (!isMap(value)) return null
  const kind = changeKinds.find((known) => known === value.kind)
  const from = readEndpoint(value.from)
  const to = readEndpoint(value.to)
  const { id, by, at, undoOf } = value
  if (!isChangeId(id) || !kind || !from || !to || typeof by !== 'string' || !isTime(at)) return null
  return { id, kind, from, to, by, at, undoOf: isChangeId(undoOf) ? undoOf : null }
}

export function isChangeId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(value)
}

export function isTime(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 32 && Number.isFinite(Date.parse(value))
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

function bare({ type, target, externalName, isHeadless }: Endpoint): Endpoint {
  return { type, target, externalName, ...(isHeadless && { isHeadless }) }
}

function toText(change: LastChange, by: string): string {
  const { id, kind, from, to, at, undoOf } = change
  const { type, target, isHeadless, addresses } = to
  const led = { type, target, ...(isHeadless && { isHeadless }), ...(addresses && { addresses }) }
  const members = { id, kind, from: writeEndpoint(from), to: led, by, at }
  return JSON.stringify(undoOf === null ? members : { ...members, undoOf })
}

function cutToBytes(text: string, room: number): string {
  let cut = ''
  for (const character of text) {
    if (byteLength(JSON.stringify(cut + character)) - 2 > room) break
    cut += character
  }
  return cut
}
