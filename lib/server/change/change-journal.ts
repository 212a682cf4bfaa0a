import type { ChangeView } from '@/lib/contract/changes'
import { advanceEntry, type ChangeEntry } from '@/lib/domain/change/change-entry'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { recordEntry } from '@/lib/domain/change/record-entry'
import type { ServedAnswers } from '@/lib/domain/change/served-answers'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterForChanges } from './change-engine-deps'
import { changeView } from './change-view'
import { pause } from './pause'
import type { RecordStore } from './record-store'
import { within } from './within'

export interface JournalOptions {
  cluster: ClusterForChanges
  ref: ServiceRef
  entry: ChangeEntry
  store: RecordStore
  clock: Clock
  publish(change: ChangeView): void
}

const retryMs = 1_000
const slowestRetryMs = 5_000
/** Nearly a quarter of an hour. */
const attempts = 180

/**
 * The story of one change as it goes on: each step is published at once and written to the record behind it. Steps that come while a write is
 * on its way go into the next one. A record that cannot be written for a quarter of an hour, or when the console ends, is left to the recovery.
 */
export class ChangeJournal {
  #entry: ChangeEntry
  #writing: Promise<void> | null = null
  #isBehind = false
  readonly #options: JournalOptions

  constructor(options: JournalOptions) {
    this.#options = options
    this.#entry = options.entry
  }

  get entry(): ChangeEntry {
    return this.#entry
  }

  get view(): ChangeView {
    return changeView(this.#entry, this.#options.ref)
  }

  /** Goes on to a later state; an earlier one is ignored. Await `written` to know that the record has it. */
  step(state: ChangeState, note: string | null): void {
    const at = new Date(this.#options.clock.now()).toISOString()
    const next = advanceEntry(this.#entry, { state, at, note })
    if (next === this.#entry) return
    this.#entry = next
    this.#options.publish(this.view)
    this.#isBehind = true
    this.#writing ??= this.#write()
  }

  /** Goes on to the soak, which ends at this time (ISO 8601). */
  soak(until: string, note: string | null): void {
    this.#entry = { ...this.#entry, soakUntil: until }
    this.step('soaking', note)
  }

  /** Takes the uid of a Service that it made; written with the next step. */
  identify(uid: string): void {
    this.#entry = { ...this.#entry, uid }
  }

  /** Takes which slices may be left of it; written with the next step. */
  left(names: readonly string[]): void {
    if (names.length > 0) this.#entry = { ...this.#entry, left: [...names] }
  }

  /** Takes what resolvers answer meanwhile; published at once, and written with the next step. */
  answered(answers: ServedAnswers[]): void {
    this.#entry = { ...this.#entry, answers }
    this.#options.publish(this.view)
  }

  /** Resolves once nothing waits to be written any more, or after this time while the writing goes on. */
  async written(timeoutMs = 10_000): Promise<void> {
    const { clock } = this.#options
    if (this.#writing) await within(clock, this.#writing, timeoutMs, undefined)
  }

  async #write(): Promise<void> {
    const { clock, store } = this.#options
    for (let failures = 0; this.#isBehind && failures < attempts; ) {
      this.#isBehind = false
      try {
        await this.#writeOnce()
        failures = 0
      } catch {
        failures += 1
        this.#isBehind = true
        if (store.isClosing) break
        await pause(clock, Math.min(failures * retryMs, slowestRetryMs))
      }
    }
    this.#isBehind = false
    this.#writing = null
  }

  async #writeOnce(): Promise<void> {
    const { store, cluster, ref, publish } = this.#options
    const undone = await store.update(cluster, ref, (record) => {
      const next = recordEntry(record, this.#entry)
      const before = record.entries.find(({ id }) => id === this.#entry.undoOf)
      const after = next.entries.find(({ id }) => id === this.#entry.undoOf)
      return { record: next, result: after !== undefined && after !== before ? after : null }
    })
    if (undone) publish(changeView(undone, ref))
  }
}
