import { isOpenMigration, type Migration } from '@/lib/domain/migration/migration'
import { decodeMigration, encodeMigration } from '@/lib/domain/migration/migration-json'
import type { ObjectMeta, ServiceObject } from '@/lib/domain/service/service-object'
import type { ChangeEntry, ChangeStep, PhaseOfMigration } from './change-entry'
import { wasNeverApplied } from './change-life'
import { changeKinds } from './change-request'
import { changeStates } from './change-state'
import { type WriteNote, writeVerbs } from './change-write'
import { readEndpoint, writeEndpoint } from './endpoint-json'
import { byteLength, isChangeId, isTime, parseJson } from './last-change'
import { isMap, isTextMap } from './merge-patch'
import type { Override } from './override'
import { readAll } from './read-all'
import { readCutOverParts } from './read-cut-over-parts'
import { readServedAnswers } from './read-served-answers'

/**
 * The history of one Service, oldest first. `unreadable` are data keys that this version cannot read (broken, or written by a newer one):
 * they are shown nowhere but written back as they are, and go only when room is needed.
 */
export interface ChangeRecord {
  entries: ChangeEntry[]
  /** The migrations that began at the Service, oldest first. */
  migrations: readonly Migration[]
  unreadable: Record<string, string>
}

const maxEntries = 20
const maxMigrations = 3
const migrationKey = 'migration.'
const maxBytes = 64 * 1024

/** Reads the data of a record's ConfigMap: one key per change id, one JSON document each. */
export function decodeRecord(data: Readonly<Record<string, string>>): ChangeRecord {
  const entries: ChangeEntry[] = []
  const migrations: Migration[] = []
  const unreadable: Array<[string, string]> = []
  for (const [key, text] of Object.entries(data)) {
    const migration = key.startsWith(migrationKey) ? decodeMigration(key.slice(migrationKey.length), text) : null
    const entry = migration === null ? decodeEntry(key, text) : null
    if (migration) migrations.push(migration)
    else if (entry) entries.push(entry)
    else unreadable.push([key, text])
  }
  migrations.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return { entries: entries.sort(byTime), migrations, unreadable: Object.fromEntries(unreadable) }
}

/** The ConfigMap's data: at most 20 entries and 64 KiB. Entries that were never applied leave first, then what is unreadable, then the oldest. */
export function encodeRecord(record: ChangeRecord): Record<string, string> {
  const entries = [...record.entries].sort(byTime).map((entry) => ({ entry, text: encodeEntry(entry) }))
  const unreadable = Object.entries(record.unreadable)
  const migrations = record.migrations.map(
    (migration) => [`${migrationKey}${migration.id}`, encodeMigration(migration)] as const,
  )
  let size = sum(migrations.map(([key, text]) => byteLength(key) + byteLength(text)))
  size += sum(entries.map(({ entry, text }) => entry.id.length + byteLength(text)))
  size += sum(unreadable.map(([key, text]) => byteLength(key) + byteLength(text)))
  while (entries.length > maxEntries || size > maxBytes) {
    const spare = entries.slice(0, -1).findIndex(({ entry }) => wasNeverApplied(entry))
    if (spare < 0 && entries.length <= maxEntries && unreadable.length > 0) {
      const [gone] = unreadable.splice(0, 1)
      if (gone) size -= byteLength(gone[0]) + byteLength(gone[1])
      continue
    }
    const [gone] = entries.splice(Math.max(spare, 0), 1)
    if (!gone) break
    size -= gone.entry.id.length + byteLength(gone.text)
  }
  return Object.fromEntries([
    ...unreadable,
    ...migrations,
    ...entries.map(({ entry, text }) => [entry.id, text] as const),
  ])
}

/** The record with this migration in it, in the place of the one of the same id; of more than three, those that ended first leave. */
export function putMigration(record: ChangeRecord, migration: Migration): ChangeRecord {
  const others = record.migrations.filter(({ id }) => id !== migration.id)
  const ended = others.filter((each) => !isOpenMigration(each))
  const spare = new Set(ended.slice(0, Math.max(0, others.length + 1 - maxMigrations)).map(({ id }) => id))
  return { ...record, migrations: [...others.filter(({ id }) => !spare.has(id)), migration] }
}

/** The record with this entry in it, in the place of the one of the same id. */
export function putEntry(record: ChangeRecord, entry: ChangeEntry): ChangeRecord {
  const others = record.entries.filter(({ id }) => id !== entry.id)
  return { ...record, entries: [...others, entry].sort(byTime) }
}

function encodeEntry({ id: _, from, to, ...rest }: ChangeEntry): string {
  return JSON.stringify({ ...rest, from: writeEndpoint(from), to: writeEndpoint(to) })
}

function decodeEntry(id: string, text: string): ChangeEntry | null {
  const value = isChangeId(id) ? parseJson(text) : undefined
  if (!isMap(value)) return null
  const kind = changeKinds.find((known) => known === value.kind)
  const state = changeStates.find((known) => known === value.state)
  const from = readEndpoint(value.from)
  const to = readEndpoint(value.to)
  const steps = readAll(value.steps, readStep)
  const overrides = readAll(value.overrides, readOverride)
  const { uid, by, reason, at, undoOf, request, soakUntil } = value
  const acknowledged = readAll(value.acknowledged ?? [], (code) => (typeof code === 'string' ? code : null))
  if (!kind || !state || !from || !to || !steps || !overrides || !acknowledged || !isTime(at) || !isMap(request))
    return null
  if (typeof uid !== 'string' || typeof by !== 'string') return null
  const cutOver = readCutOverParts(value.cutOver)
  const answers = readServedAnswers(value.answers)
  const writes = readAll(value.writes, readWriteNote)
  const manifest = readManifest(value.manifest)
  const migration = readMembership(value.migration)
  const left = readAll(value.left, (name) => (typeof name === 'string' ? name : null))
  return {
    id,
    uid,
    kind,
    request,
    state,
    from,
    to,
    by,
    reason: typeof reason === 'string' ? reason : null,
    at,
    steps,
    acknowledged,
    overrides,
    undoOf: isChangeId(undoOf) ? undoOf : null,
    soakUntil: isTime(soakUntil) ? soakUntil : null,
    ...(cutOver && { cutOver }),
    ...(answers && { answers }),
    ...(writes && { writes }),
    ...(left && { left }),
    ...(manifest && { manifest }),
    ...(migration && { migration }),
  }
}

function readMembership(value: unknown): PhaseOfMigration | null {
  if (!isMap(value) || !isChangeId(value.id) || typeof value.phase !== 'string') return null
  return { id: value.id, phase: value.phase }
}

function readManifest(value: unknown): ServiceObject | null {
  if (!isMap(value) || !isMap(value.metadata) || !isMap(value.spec) || typeof value.metadata.name !== 'string')
    return null
  const { name, labels, annotations } = value.metadata
  if (!(isTextMap(labels ?? {}) && isTextMap(annotations ?? {}))) return null
  const metadata: ObjectMeta = { ...value.metadata, name }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: value.spec }
}

function readStep(value: unknown): ChangeStep | null {
  if (!isMap(value)) return null
  const state = changeStates.find((known) => known === value.state)
  if (!state || !isTime(value.at)) return null
  return { state, at: value.at, note: typeof value.note === 'string' ? value.note : null }
}

function readOverride(value: unknown): Override | null {
  if (!isMap(value) || typeof value.code !== 'string' || typeof value.reason !== 'string') return null
  return { code: value.code, reason: value.reason, until: isTime(value.until) ? value.until : null }
}

function readWriteNote(value: unknown): WriteNote | null {
  if (!isMap(value) || typeof value.kind !== 'string' || typeof value.name !== 'string') return null
  const verb = writeVerbs.find((known) => known === value.verb)
  return verb ? { verb, kind: value.kind, name: value.name } : null
}

function byTime(a: ChangeEntry, b: ChangeEntry): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
