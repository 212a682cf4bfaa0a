import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import { judgeReview, type ReviewJudgement } from '@/lib/domain/review/judge-review'
import type { ReviewCadence } from '@/lib/domain/review/review-cadence'
import type { ReviewEntry } from '@/lib/domain/review/review-entry'
import { type DamagedReview, decodeReviews, type ReviewRecord } from '@/lib/domain/review/review-record'
import { readReviewRecordName, reviewRecordName } from '@/lib/domain/review/review-record-name'
import type { ReviewState } from '@/lib/domain/review/review-state'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { ListWatch, ListWatchStatus } from '@/lib/kubernetes/list-watch'
import { type RecordObject, watchRecords } from '@/lib/kubernetes/watch-records'
import { reviewHash } from './review-hash'

export interface ReviewIndexOptions {
  client: KubeClient
  /** Where records lie when the console is installed in the cluster; null: each in the namespace that it is about. */
  consoleNamespace: string | null
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  cadence: ReviewCadence
  /** The aliases of the cluster as the watch shows them. */
  aliases(): Iterable<Alias>
  /** The state that is shown of an alias; undefined where none is shown yet, and whoever looks will see the one that it has. */
  shown(ref: ServiceRef): ReviewState | null | undefined
  /** Called with aliases whose state is not the one that is shown. */
  onStates(refs: readonly ServiceRef[]): void
  maxRecords?: number
  maxBytes?: number
}

interface IndexedRecord {
  uid: string
  namespace: string
  record: ReviewRecord
  bytes: number
}

const lookAgainMs = 300_000
const none: readonly ReviewEntry[] = []

/**
 * The reviews of one cluster in memory, kept up by a watch of their ConfigMaps with the console identity: at most 5,000 namespaces and 32 MiB of text,
 * what comes after that is left out and told. Days go by as well: what became due or overdue is told within five minutes.
 */
export class ReviewIndex {
  readonly #options: ReviewIndexOptions
  readonly #watch: ListWatch
  readonly #byUid = new Map<string, IndexedRecord>()
  readonly #byNamespace = new Map<string, IndexedRecord>()
  readonly #leftOut = new Set<string>()
  #bytes = 0
  #status: ListWatchStatus | null = null
  #wasListed = false
  #hasStarted = false
  #cancel: (() => void) | null = null

  constructor(options: ReviewIndexOptions) {
    this.#options = options
    const { client, consoleNamespace, clock, random } = options
    this.#watch = watchRecords({
      ...{ client, record: 'reviews' as const, namespace: consoleNamespace, clock, random },
      onRecords: ({ upserts, removes }) => this.#apply(upserts, removes),
      onStatus: (status) => this.#setStatus(status),
    })
  }

  /** Begins to watch; further calls do nothing. */
  start(): void {
    if (this.#hasStarted) return
    this.#hasStarted = true
    this.#watch.start()
    this.#lookLater()
  }

  /** Tries again at once after the server was silent since then. */
  nudge(silentSinceMs: number): void {
    if (this.#hasStarted) this.#watch.nudge(silentSinceMs)
  }

  async close(): Promise<void> {
    this.#cancel?.()
    if (this.#hasStarted) await this.#watch.stop()
  }

  /** Why not every review is here; null when all are. */
  get whyIncomplete(): string | null {
    const status = this.#status
    if (status?.kind === 'denied') return `The console may not ${status.verb} configmaps: ${status.why}`
    if (!this.#wasListed) return status?.kind === 'failing' ? status.why : 'The reviews are being read.'
    if (this.#leftOut.size > 0) return `The reviews of ${this.#leftOut.size} namespaces have no room in memory.`
    return null
  }

  /** The decisions about the name of an alias, oldest first. */
  entriesOf({ namespace, name }: Pick<ServiceRef, 'namespace' | 'name'>): readonly ReviewEntry[] {
    return this.#byNamespace.get(namespace)?.record.byName.get(name) ?? none
  }

  /** Why the decisions about an alias cannot be read; null where they can, or there are none. */
  damageOf({ namespace, name }: Pick<ServiceRef, 'namespace' | 'name'>): string | null {
    return this.#byNamespace.get(namespace)?.record.damaged.find((each) => each.name === name)?.why ?? null
  }

  /** What cannot be read of the reviews, by namespace. */
  *damaged(): Generator<DamagedReview & { namespace: string }> {
    for (const { namespace, record } of this.#byNamespace.values()) {
      for (const damaged of record.damaged) yield { namespace, ...damaged }
    }
  }

  /** How the review of an alias stands; null where its records could not be read. */
  judge(alias: Alias): ReviewJudgement | null {
    if (!this.#wasListed || this.#leftOut.has(alias.namespace)) return null
    const { uid, environment, createdAt } = alias
    const facts = { entries: this.entriesOf(alias), uid, hash: reviewHash(alias), environment, createdAt }
    return judgeReview(facts, this.#options.cadence, this.#options.clock.now())
  }

  /** Takes in what this console wrote itself, before the watch shows it. */
  wrote(namespace: string, data: Record<string, string>): void {
    const home = this.#options.consoleNamespace ?? namespace
    const uid = this.#byNamespace.get(namespace)?.uid ?? `written/${namespace}`
    const object = { uid, namespace: home, name: reviewRecordName(namespace), resourceVersion: '', data }
    this.#apply([object], [])
  }

  #setStatus(status: ListWatchStatus): void {
    this.#status = status
    const before = this.#wasListed
    if (status.kind === 'listed') this.#wasListed = true
    // What cannot be watched any more would grow old unseen.
    if (status.kind === 'denied') this.#clear()
    if (this.#wasListed !== before) this.#tell(() => true)
  }

  #clear(): void {
    this.#wasListed = false
    this.#bytes = 0
    for (const kept of [this.#byUid, this.#byNamespace, this.#leftOut]) kept.clear()
  }

  #apply(upserts: readonly RecordObject[], removes: ReadonlyArray<{ uid: string }>): void {
    const touched = new Set<string>()
    for (const { uid } of removes) {
      const gone = this.#forget(uid)
      if (gone !== null) touched.add(gone)
    }
    for (const object of upserts) {
      const namespace = this.#put(object)
      if (namespace !== null) touched.add(namespace)
    }
    if (this.#wasListed && touched.size > 0) this.#tell(({ namespace }) => touched.has(namespace))
  }

  #put({ uid, name, namespace: home, data }: RecordObject): string | null {
    const namespace = readReviewRecordName(name)
    // Whoever may write ConfigMaps in one namespace must not sign off for another one.
    if (namespace === null || home !== (this.#options.consoleNamespace ?? namespace)) return null
    const { maxRecords = 5_000, maxBytes = 32 * 1024 * 1024 } = this.#options
    this.#forget(uid)
    this.#forget(this.#byNamespace.get(namespace)?.uid ?? '')
    const bytes = Object.values(data).reduce((sum, text) => sum + text.length, 0)
    if (this.#byUid.size >= maxRecords || this.#bytes + bytes > maxBytes) {
      this.#leftOut.add(namespace)
      return namespace
    }
    const indexed = { uid, namespace, record: decodeReviews(data), bytes }
    this.#leftOut.delete(namespace)
    this.#byUid.set(uid, indexed)
    this.#byNamespace.set(namespace, indexed)
    this.#bytes += bytes
    return namespace
  }

  #forget(uid: string): string | null {
    const known = this.#byUid.get(uid)
    if (known === undefined) return null
    this.#byUid.delete(uid)
    if (this.#byNamespace.get(known.namespace) === known) this.#byNamespace.delete(known.namespace)
    this.#bytes -= known.bytes
    return known.namespace
  }

  #lookLater(): void {
    this.#cancel = this.#options.clock.after(lookAgainMs, () => {
      this.#tell(() => true)
      this.#lookLater()
    })
  }

  #tell(concerns: (alias: Alias) => boolean): void {
    const { aliases, shown, onStates } = this.#options
    const refs: ServiceRef[] = []
    for (const alias of aliases()) {
      if (!concerns(alias)) continue
      const before = shown(alias)
      if (before === undefined || (this.judge(alias)?.state ?? null) === before) continue
      const { cluster, namespace, name } = alias
      refs.push({ cluster, namespace, name })
    }
    if (refs.length > 0) onStates(refs)
  }
}
