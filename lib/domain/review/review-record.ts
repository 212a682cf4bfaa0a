import { serviceTypes } from '@/lib/domain/alias/alias'
import { byteLength, isTime, parseJson } from '@/lib/domain/change/last-change'
import { isMap } from '@/lib/domain/change/merge-patch'
import { readAll } from '@/lib/domain/change/read-all'
import { reviewDecisions } from './review-decision'
import { longestOwner, longestReason, type ReviewEntry } from './review-entry'
import type { ReviewSubject } from './review-subject'

/** A key of a record that cannot be read: what it says counts as never said. */
export interface DamagedReview {
  /** The alias that it is about, if it is about one at all. */
  name: string
  why: string
  text: string
}

/** The reviews of one namespace: the decisions about each alias by its name, oldest first. */
export interface ReviewRecord {
  byName: Map<string, readonly ReviewEntry[]>
  damaged: DamagedReview[]
}

const mostEntries = 3
const longestText = 32 * 1024
const longestTarget = 253
const mostPorts = 50
// The API server takes 1 MiB; a namespace of thousands of aliases shall keep the last decision about each.
const maxBytes = 768 * 1024

/** Reads the data of a ConfigMap `signpost-reviews.<namespace>`: one key per alias, a JSON list of decisions each. Nothing throws. */
export function decodeReviews(data: Readonly<Record<string, string>>): ReviewRecord {
  const record: ReviewRecord = { byName: new Map(), damaged: [] }
  for (const [name, text] of Object.entries(data)) {
    const read = readEntries(text)
    if (typeof read === 'string') record.damaged.push({ name, why: read, text })
    else record.byName.set(name, read)
  }
  return record
}

/**
 * The data of the ConfigMap: at most three decisions per alias and 768 KiB. Where there is no room, earlier decisions leave first, the oldest of
 * them before, then what cannot be read, then the oldest last decisions.
 */
export function encodeReviews({ byName, damaged }: ReviewRecord): Record<string, string> {
  const kept = new Map([...byName].map(([name, entries]) => [name, sized(entries.slice(-mostEntries))]))
  const unreadable = damaged.filter(({ name }) => !kept.has(name))
  let bytes = sum([...kept].map(([name, { size }]) => name.length + size))
  bytes += sum(unreadable.map(({ name, text }) => name.length + byteLength(text)))
  for (const [name, { entries, size }] of oldestFirst(kept, ({ entries }) => entries[0])) {
    if (bytes <= maxBytes) break
    const last = sized(entries.slice(-1))
    kept.set(name, last)
    bytes -= size - last.size
  }
  while (bytes > maxBytes && unreadable.length > 0) {
    const gone = unreadable.shift()
    bytes -= gone === undefined ? 0 : gone.name.length + byteLength(gone.text)
  }
  for (const [name, { size }] of oldestFirst(kept, ({ entries }) => entries.at(-1))) {
    if (bytes <= maxBytes) break
    kept.delete(name)
    bytes -= name.length + size
  }
  return Object.fromEntries([
    ...unreadable.map(({ name, text }) => [name, text] as const),
    ...[...kept].map(([name, { text }]) => [name, text] as const),
  ])
}

/** The record with one more decision about an alias; it takes the place of what could not be read of it. */
export function withReview(record: ReviewRecord, name: string, entry: ReviewEntry): ReviewRecord {
  const entries = [...(record.byName.get(name) ?? []), cut(entry)].slice(-mostEntries)
  return {
    byName: new Map([...record.byName, [name, entries]]),
    damaged: record.damaged.filter((each) => each.name !== name),
  }
}

interface Sized {
  entries: readonly ReviewEntry[]
  text: string
  size: number
}

function sized(entries: readonly ReviewEntry[]): Sized {
  const text = JSON.stringify(entries)
  return { entries, text, size: byteLength(text) }
}

function oldestFirst(kept: ReadonlyMap<string, Sized>, of: (sized: Sized) => ReviewEntry | undefined) {
  const atMs = (each: Sized) => Date.parse(of(each)?.at ?? '') || 0
  return [...kept].sort(([, a], [, b]) => atMs(a) - atMs(b))
}

/** What a record has no room for is cut: the hash is of the whole. */
function cut(entry: ReviewEntry): ReviewEntry {
  const { target, ports, owner, type } = entry.subject
  return {
    ...entry,
    by: entry.by.slice(0, longestOwner),
    reason: entry.reason?.slice(0, longestReason) ?? null,
    newOwner: entry.newOwner?.slice(0, longestOwner) ?? null,
    subject: {
      type,
      target: target?.slice(0, longestTarget) ?? null,
      ports: ports.slice(0, mostPorts),
      owner: owner?.slice(0, longestOwner) ?? null,
    },
  }
}

function readEntries(text: string): ReviewEntry[] | string {
  if (text.length > longestText) return `it is longer than ${longestText / 1024} KiB`
  const value = parseJson(text)
  if (value === undefined) return 'it is no JSON'
  if (!Array.isArray(value)) return 'it is no list of decisions'
  const entries = readAll(value, readEntry)
  if (entries === null) return 'a decision lacks something, or says what no version of Signpost writes'
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(-mostEntries)
}

function readEntry(value: unknown): ReviewEntry | null {
  if (!isMap(value)) return null
  const { id, uid, at, by, reason, newOwner, hash, until } = value
  const decision = reviewDecisions.find((known) => known === value.decision)
  const subject = readSubject(value.subject)
  if (decision === undefined || subject === null || !isTime(at) || !isTime(until)) return null
  if (typeof id !== 'string' || typeof uid !== 'string' || typeof by !== 'string' || !isHash(hash)) return null
  if (!isTextOrNull(reason) || !isTextOrNull(newOwner)) return null
  return cut({ id, uid, at, by, decision, reason, newOwner, hash, until, subject })
}

function readSubject(value: unknown): ReviewSubject | null {
  if (!isMap(value)) return null
  const type = serviceTypes.find((known) => known === value.type)
  const ports = readAll(value.ports, readPort)
  const { target, owner } = value
  if (type === undefined || ports === null || !isTextOrNull(target) || !isTextOrNull(owner)) return null
  return { type, target, ports, owner }
}

function readPort(value: unknown): ReviewSubject['ports'][number] | null {
  if (!isMap(value)) return null
  const { name, port, protocol } = value
  if (!isTextOrNull(name) || typeof port !== 'number' || typeof protocol !== 'string') return null
  return { name, port, protocol }
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
