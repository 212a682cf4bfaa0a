import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { isApplying, wasNeverApplied } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import { nextAttentionMs } from '@/lib/domain/change/next-attention'
import { doubtMs, settleRecord } from '@/lib/domain/change/settle-record'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import type { ClusterForChanges } from './change-engine-deps'
import { findOwnSlices } from './find-own-slices'
import type { RecordStore } from './record-store'

export interface RecoveryOptions {
  cluster(id: string): ClusterForChanges | null
  store: RecordStore
  clock: Clock
  /** True while this console itself applies or proves the change. */
  isOurs(ref: ServiceRef, id: string): boolean
  /** Called for a change that is applied and has to be proved from where it stands. */
  prove(cluster: ClusterForChanges, ref: ServiceRef, entry: ChangeEntry): void
  /** Called with each entry that the recovery brought further. */
  onSettled(ref: ServiceRef, entry: ChangeEntry): void
}

const watched = 2_000
const retryMs = 2_000
const marginMs = 50

/**
 * Finishes the stories of changes whose console ended: settles each intent by what the Service carries, and takes up each proof. It reads and
 * records with the console identity and never writes to a Service; compare-and-swap lets one of several consoles win.
 */
export class ChangeRecovery {
  readonly #options: RecoveryOptions
  readonly #timers = new Map<string, () => void>()
  #isClosed = false

  constructor(options: RecoveryOptions) {
    this.#options = options
  }

  /** Looks at a record of any console; `isAtStart` for those that were there when this one started. */
  see(ref: ServiceRef, entries: readonly ChangeEntry[], isAtStart: boolean): void {
    for (const entry of entries) this.#plan(ref, entry, isAtStart)
  }

  /** Settles a change of this console itself that ended without an answer, once its intent can be told from one that still may be applied. */
  doubt(ref: ServiceRef, id: string): void {
    this.#schedule(`${serviceKey(ref)}/${id}`, ref, id, doubtMs + marginMs)
  }

  close(): void {
    this.#isClosed = true
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  #plan(ref: ServiceRef, entry: ChangeEntry, isAtStart: boolean): void {
    const { clock, isOurs } = this.#options
    const key = `${serviceKey(ref)}/${entry.id}`
    const nowMs = clock.now()
    const dueMs = isOurs(ref, entry.id) ? null : nextAttentionMs(entry, { nowMs, isAtStart })
    const isPlanned = this.#timers.has(key) && isApplying(entry)
    if (dueMs === null) this.#forget(key)
    else if (!isPlanned) this.#schedule(key, ref, entry.id, Math.max(0, dueMs - nowMs) + marginMs)
  }

  #schedule(key: string, ref: ServiceRef, id: string, delayMs: number): void {
    this.#forget(key)
    if (this.#isClosed || this.#timers.size >= watched) return
    this.#timers.set(
      key,
      this.#options.clock.after(delayMs, () => {
        this.#timers.delete(key)
        this.#attend(ref, id).catch(() => this.#schedule(key, ref, id, retryMs))
      }),
    )
  }

  #forget(key: string): void {
    this.#timers.get(key)?.()
    this.#timers.delete(key)
  }

  async #attend(ref: ServiceRef, id: string): Promise<void> {
    const { cluster: find, clock, isOurs, prove, onSettled } = this.#options
    const cluster = find(ref.cluster)
    if (cluster === null || isOurs(ref, id)) return
    const { before, after } = await this.#settle(cluster, ref)
    if (this.#isClosed) return
    for (const entry of after.entries) {
      if (before.entries.find((known) => known.id === entry.id)?.state !== entry.state) onSettled(ref, entry)
    }
    const entry = after.entries.find((candidate) => candidate.id === id)
    if (!entry || wasNeverApplied(entry) || isOurs(ref, id)) return
    if (isApplying(entry)) return this.see(ref, [entry], false)
    if (nextAttentionMs(entry, { nowMs: clock.now(), isAtStart: true }) !== null) prove(cluster, ref, entry)
  }

  async #settle(cluster: ClusterForChanges, ref: ServiceRef): Promise<{ before: ChangeRecord; after: ChangeRecord }> {
    const { store, clock } = this.#options
    const [service, { entries }] = await Promise.all([
      readService(cluster.console, ref.namespace, ref.name),
      store.read(cluster, ref),
    ])
    const changeId = decodeLastChange(service?.metadata.annotations)?.id ?? null
    const isAboutSlices = entries.some((entry) => isApplying(entry) && entry.writes !== undefined)
    const slices = isAboutSlices ? await findOwnSlices(cluster, ref) : null
    return store.update(cluster, ref, (before) => {
      const after = settleRecord(before, { changeId, uid: service?.metadata.uid ?? null, slices }, clock.now())
      return { record: after === before ? null : after, result: { before, after } }
    })
  }
}
