import type { Alias } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { type Sighting, sightChange } from '@/lib/domain/change/sight-change'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import type { ClusterForChanges } from './change-engine-deps'

const againMs = 1_000

/** Follows one changed Service through the watch, and lets the proof wait for what it shows. */
export class ChangeObserver {
  sighting: Sighting = { kind: 'before' }
  #isStopped = false
  #isGone = false
  #isConfirming = false
  #onStop: () => void = () => undefined
  readonly #stop = new Promise<void>((resolve) => {
    this.#onStop = resolve
  })
  readonly #clock: Clock
  readonly #cluster: ClusterForChanges
  readonly #ref: ServiceRef
  readonly #entry: ChangeEntry
  readonly #unsubscribe: () => void
  readonly #waiting = new Set<() => void>()

  constructor(cluster: ClusterForChanges, ref: ServiceRef, clock: Clock, entry: ChangeEntry) {
    this.#clock = clock
    this.#cluster = cluster
    this.#ref = ref
    this.#entry = entry
    this.#unsubscribe = cluster.onAlias(ref, (alias) => this.#see(alias))
    const known = cluster.findAlias(ref.namespace, ref.name)
    if (known) this.#see(known)
    // What is gone by now, the watch does not tell again.
    else if (entry.to.type === 'absent') void this.#confirmGone()
  }

  /** Nothing more is to be proved: the change is no longer there, or the console stops watching over it. */
  get hasEnded(): boolean {
    return this.#isStopped || (this.sighting.kind !== 'before' && this.sighting.kind !== 'shown')
  }

  /** Resolves when the condition holds, the time is over, or the proof was stopped. */
  until(holds: (sighting: Sighting) => boolean, timeoutMs: number): Promise<void> {
    if (this.hasEnded || holds(this.sighting)) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        cancel()
        this.#waiting.delete(check)
        resolve()
      }
      const check = () => {
        if (this.hasEnded || holds(this.sighting)) finish()
      }
      const cancel = this.#clock.after(timeoutMs, finish)
      this.#waiting.add(check)
    })
  }

  /** The promise's value, or the fallback once the proof is stopped. */
  orStopped<Value>(promise: Promise<Value>, fallback: Value): Promise<Value> {
    return Promise.race([promise, this.#stop.then(() => fallback)])
  }

  stop(): void {
    this.#isStopped = true
    this.#onStop()
    this.#wake()
  }

  close(): void {
    this.#unsubscribe()
  }

  #see(alias: Alias | null): void {
    if (this.hasEnded) return
    if (alias === null && this.#entry.from.type !== this.#entry.to.type && !this.#isGone)
      return void this.#confirmGone()
    this.sighting = sightChange(alias, this.#entry, this.sighting.kind === 'shown')
    this.#wake()
  }

  // A Service that is of another type now leaves one watch before the other one has it.
  async #confirmGone(): Promise<void> {
    if (this.#isConfirming) return
    this.#isConfirming = true
    const isGone = await this.#isGoneNow()
    this.#isConfirming = false
    const { namespace, name } = this.#ref
    if (!isGone || this.#cluster.findAlias(namespace, name)?.uid === this.#entry.uid) return
    this.#isGone = true
    this.#see(null)
  }

  /** What an API server says that can be asked: one that is away is asked again for as long as the proof goes on. */
  async #isGoneNow(): Promise<boolean> {
    const { namespace, name } = this.#ref
    while (!this.hasEnded) {
      try {
        const service = await readService(this.#cluster.console, namespace, name)
        return service?.metadata.uid !== this.#entry.uid
      } catch {
        await this.until(() => false, againMs)
      }
    }
    return false
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check()
  }
}
