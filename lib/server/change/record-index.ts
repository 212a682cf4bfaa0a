import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { decodeRecord } from '@/lib/domain/change/change-record'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { readRecordName } from '@/lib/domain/change/record-name'
import type { Clock } from '@/lib/domain/clock'
import type { Migration } from '@/lib/domain/migration/migration'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { ListWatch, ListWatchStatus } from '@/lib/kubernetes/list-watch'
import { type RecordObject, watchRecords } from '@/lib/kubernetes/watch-records'

/** A recorded change and the Service that it was made to. */
export interface RecordedChange {
  ref: ServiceRef
  entry: ChangeEntry
}

export interface RecordIndexOptions {
  cluster: string
  client: KubeClient
  /** Where records lie when the console is installed in the cluster; null: each beside its Service. */
  consoleNamespace: string | null
  clock: Clock
  random(): number
  /** Called with every entry that is new or went on since the first list was in, whoever wrote it. */
  onEntry(change: RecordedChange): void
  /** Called once the first list is in. */
  onListed?(): void
  /** Called whenever `whyIncomplete` may answer something else. */
  onStatus?(): void
  maxRecords?: number
  maxBytes?: number
}

interface IndexedRecord {
  uid: string
  ref: ServiceRef
  /** Newest first. */
  entries: readonly ChangeEntry[]
  migrations: readonly Migration[]
  bytes: number
}

const maxEntriesOfRecord = 20
const maxMigrationsOfRecord = 3
const final: readonly ChangeState[] = ['completed', 'not-applied', 'conflict', 'cancelled', 'undone', 'reverted']
const waitingForPerson: readonly ChangeState[] = ['inconclusive', 'failed', 'undo-failed']

/**
 * The histories of one cluster in memory, kept up by a watch of their ConfigMaps with the console identity: at most 5,000 Services and 32 MiB
 * of text, those longest without a change go first. Where the watch is denied it stays empty and says so.
 */
export class RecordIndex {
  readonly #options: RecordIndexOptions
  readonly #watch: ListWatch
  readonly #byUid = new Map<string, IndexedRecord>()
  readonly #uidByService = new Map<string, string>()
  readonly #evicted = new Set<string>()
  #sorted: readonly RecordedChange[] | null = null
  #bytes = 0
  #status: ListWatchStatus | null = null
  #wasListed = false

  constructor(options: RecordIndexOptions) {
    this.#options = options
    const { client, consoleNamespace, clock, random } = options
    this.#watch = watchRecords({
      client,
      record: 'history',
      namespace: consoleNamespace,
      clock,
      random,
      onRecords: ({ upserts, removes }) => this.#apply(upserts, removes),
      onStatus: (status) => this.#setStatus(status),
    })
  }

  /** Begins to watch; further calls do nothing. */
  start(): void {
    this.#watch.start()
  }

  /** Tries again at once after the server was silent since then. */
  nudge(silentSinceMs: number): void {
    this.#watch.nudge(silentSinceMs)
  }

  async close(): Promise<void> {
    await this.#watch.stop()
  }

  /** True once all records were listed. */
  get isListed(): boolean {
    return this.#wasListed
  }

  /** True when records were left out for lack of room. */
  get isPartial(): boolean {
    return this.#evicted.size > 0
  }

  /** Why not every record is here; null when all are. */
  get whyIncomplete(): string | null {
    const status = this.#status
    if (status?.kind === 'denied') return `The console may not ${status.verb} configmaps: ${status.why}`
    if (!this.#wasListed) return status?.kind === 'failing' ? status.why : 'The records are being read.'
    if (this.isPartial) return `Only the ${this.#byUid.size} Services that were changed last are kept in memory.`
    return null
  }

  /** The recorded changes of one Service, newest first; empty when none is known. */
  entriesOf({ namespace, name }: { namespace: string; name: string }): readonly ChangeEntry[] {
    return this.#byUid.get(this.#uidByService.get(`${namespace}/${name}`) ?? '')?.entries ?? []
  }

  /** Every recorded change, newest first. */
  all(): readonly RecordedChange[] {
    this.#sorted ??= [...this.#byUid.values()].flatMap(changesOf).sort(newestFirst)
    return this.#sorted
  }

  /** Every migration that a record keeps. */
  migrations(): Array<{ ref: ServiceRef; migration: Migration }> {
    return [...this.#byUid.values()].flatMap(({ ref, migrations }) =>
      migrations.map((migration) => ({ ref, migration })),
    )
  }

  /** The namespaces of Services with a history, whether they are still there or not. */
  namespaces(): Set<string> {
    return new Set([...this.#byUid.values()].map(({ ref }) => ref.namespace))
  }

  /** The changes that nobody has brought to an end and no person is asked about, oldest first. */
  open(): RecordedChange[] {
    const isOpen = ({ entry: { state } }: RecordedChange) => !final.includes(state) && !waitingForPerson.includes(state)
    return [...this.#byUid.values()]
      .flatMap((record) => changesOf(record).filter(isOpen))
      .sort((a, b) => newestFirst(b, a))
  }

  #setStatus(status: ListWatchStatus): void {
    this.#status = status
    const isFirst = status.kind === 'listed' && !this.#wasListed
    if (status.kind === 'listed') this.#wasListed = true
    // What cannot be watched any more would grow old unseen.
    if (status.kind === 'denied') this.#clear()
    this.#options.onStatus?.()
    if (isFirst) this.#options.onListed?.()
  }

  #clear(): void {
    this.#wasListed = false
    this.#sorted = null
    this.#bytes = 0
    for (const kept of [this.#byUid, this.#uidByService, this.#evicted]) kept.clear()
  }

  #apply(upserts: readonly RecordObject[], removes: ReadonlyArray<{ uid: string }>): void {
    this.#sorted = null
    for (const { uid } of removes) {
      this.#forget(uid)
      this.#evicted.delete(uid)
    }
    const news: RecordedChange[] = []
    for (const object of upserts) news.push(...this.#put(object))
    this.#makeRoom()
    if (this.#wasListed) for (const change of news.reverse()) this.#options.onEntry(change)
  }

  /** Takes one record in and returns what is new in it, newest first. */
  #put(object: RecordObject): RecordedChange[] {
    const ref = this.#serviceOf(object)
    if (ref === null) return []
    const known = this.#byUid.get(object.uid)?.entries ?? []
    const { entries, migrations, bytes } = this.#decode(object)
    this.#forget(object.uid)
    this.#evicted.delete(object.uid)
    this.#forget(this.#uidByService.get(nameOf(ref)) ?? '')
    this.#byUid.set(object.uid, { uid: object.uid, ref, entries, migrations, bytes })
    this.#uidByService.set(nameOf(ref), object.uid)
    this.#bytes += bytes
    return entries
      .filter((entry) => !known.some((before) => before.id === entry.id && isSameStory(before, entry)))
      .map((entry) => ({ ref, entry }))
  }

  // Whoever may write ConfigMaps in one namespace must not make up the history of another one.
  #serviceOf(object: RecordObject): ServiceRef | null {
    const named = readRecordName(object.name)
    const { cluster, consoleNamespace } = this.#options
    if (named === null || object.namespace !== (consoleNamespace ?? named.namespace)) return null
    return { cluster, ...named }
  }

  #decode({ data }: RecordObject): Pick<IndexedRecord, 'entries' | 'migrations' | 'bytes'> {
    const record = decodeRecord(data)
    const entries = record.entries.slice(-maxEntriesOfRecord).reverse()
    const migrations = record.migrations.slice(-maxMigrationsOfRecord)
    const bytes = Object.values(data).reduce((sum, text) => sum + text.length, 0)
    return { entries, migrations, bytes }
  }

  #makeRoom(): void {
    const { maxRecords = 5_000, maxBytes = 32 * 1024 * 1024 } = this.#options
    if (this.#byUid.size <= maxRecords && this.#bytes <= maxBytes) return
    const oldestFirst = [...this.#byUid.values()].sort((a, b) => lastAtMs(a) - lastAtMs(b))
    for (const { uid } of oldestFirst) {
      if (this.#byUid.size <= maxRecords && this.#bytes <= maxBytes) return
      this.#forget(uid)
      this.#evicted.add(uid)
    }
  }

  #forget(uid: string): void {
    const record = this.#byUid.get(uid)
    if (record === undefined) return
    this.#byUid.delete(uid)
    if (this.#uidByService.get(nameOf(record.ref)) === uid) this.#uidByService.delete(nameOf(record.ref))
    this.#bytes -= record.bytes
  }
}

function changesOf({ ref, entries }: IndexedRecord): RecordedChange[] {
  return entries.map((entry) => ({ ref, entry }))
}

function isSameStory(a: ChangeEntry, b: ChangeEntry): boolean {
  return a.state === b.state && a.steps.length === b.steps.length && a.steps.at(-1)?.at === b.steps.at(-1)?.at
}

function newestFirst(a: RecordedChange, b: RecordedChange): number {
  const byTime = Date.parse(b.entry.at) - Date.parse(a.entry.at)
  return byTime || (serviceKey(a.ref) + a.entry.id < serviceKey(b.ref) + b.entry.id ? -1 : 1)
}

function lastAtMs({ entries }: IndexedRecord): number {
  return Date.parse(entries[0]?.at ?? '') || 0
}

function nameOf({ namespace, name }: ServiceRef): string {
  return `${namespace}/${name}`
}
