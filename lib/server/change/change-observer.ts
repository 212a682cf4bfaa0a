import type { Alias } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'

/** What the watch shows of a change: not yet there, there, or over. */
type Sighting =
  | { kind: 'before' }
  | { kind: 'shown' }
  | { kind: 'over'; state: 'reverted' | 'inconclusive' | 'undone'; note: string }

/** Follows one alias through the watch, and lets the proof wait for what it shows. */
export class ChangeObserver {
  sighting: Sighting = { kind: 'before' }
  #stopped: string | null = null
  #onStop: () => void = () => undefined
  readonly #stop = new Promise<void>((resolve) => {
    this.#onStop = resolve
  })
  readonly #clock: Clock
  readonly #entry: ChangeEntry
  readonly #unsubscribe: () => void
  readonly #waiting = new Set<() => void>()

  constructor(cluster: ClusterForChanges, ref: ServiceRef, clock: Clock, entry: ChangeEntry) {
    this.#clock = clock
    this.#entry = entry
    this.#unsubscribe = cluster.onAlias(ref, (alias) => this.#see(alias))
    const known = cluster.findAlias(ref.namespace, ref.name)
    if (known) this.#see(known)
  }

  get hasEnded(): boolean {
    return this.#stopped !== null || this.sighting.kind === 'over'
  }

  /** True when there is nothing more to prove; why is written into the journal. */
  isOver(journal: ChangeJournal): boolean {
    if (this.#stopped !== null) journal.step('inconclusive', this.#stopped)
    else if (this.sighting.kind === 'over') journal.step(this.sighting.state, this.sighting.note)
    return this.hasEnded
  }

  /** Resolves when the condition holds, the time is over, or the proof was stopped. */
  until(holds: (sighting: Sighting) => boolean, timeoutMs: number): Promise<void> {
    if (this.#stopped !== null || holds(this.sighting)) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        cancel()
        this.#waiting.delete(check)
        resolve()
      }
      const check = () => {
        if (this.#stopped !== null || holds(this.sighting)) finish()
      }
      const cancel = this.#clock.after(timeoutMs, finish)
      this.#waiting.add(check)
    })
  }

  /** The promise's value, or the fallback once the proof is stopped. */
  orStopped<Value>(promise: Promise<Value>, fallback: Value): Promise<Value> {
    return Promise.race([promise, this.#stop.then(() => fallback)])
  }

  stop(why: string): void {
    this.#stopped ??= why
    this.#onStop()
    this.#wake()
  }

  close(): void {
    this.#unsubscribe()
  }

  #see(alias: Alias | null): void {
    if (this.sighting.kind === 'over') return
    this.sighting = look(alias, this.#entry, this.sighting.kind === 'shown')
    this.#wake()
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check()
  }
}

function look(alias: Alias | null, entry: ChangeEntry, wasShown: boolean): Sighting {
  const over = (state: 'reverted' | 'inconclusive' | 'undone', note: string): Sighting => ({
    kind: 'over',
    state,
    note,
  })
  if (alias === null) return over('inconclusive', 'The Service was deleted.')
  const carried = decodeLastChange(alias.annotations)
  if (carried && carried.id !== entry.id && Date.parse(carried.at) > Date.parse(entry.at)) {
    if (carried.undoOf === entry.id) return over('undone', `Undone by ${carried.by} with ${carried.id}.`)
    return over('inconclusive', `Another change came after it: ${carried.id}.`)
  }
  if (alias.target === entry.to.target) return { kind: 'shown' }
  const isOurs = carried?.id === entry.id
  if (!isOurs && !wasShown) return { kind: 'before' }
  const manager = alias.changedBy ?? 'Somebody'
  if (alias.target === entry.from.target) return over('reverted', `${manager} wrote the old target back.`)
  return over('inconclusive', `${manager} wrote another target: ${alias.target ?? 'none'}.`)
}
