import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'
import { type Proof, proveChange } from './prove-change'

const atOnce = 1_000

/** The proofs that this console runs, one a change and a thousand at most; one that gives way is taken up by the recovery. */
export class RunningProofs {
  readonly #options: { clock: Clock; soakMs: number }
  readonly #proofs = new BoundedMap<Proof>(atOnce, (proof) => proof.stop())
  readonly #open = new Set<Promise<void>>()

  constructor(options: { clock: Clock; soakMs: number }) {
    this.#options = options
  }

  start(cluster: ClusterForChanges, ref: ServiceRef, journal: ChangeJournal): void {
    const key = keyOf(ref, journal.entry.id)
    if (this.#proofs.get(key)) return
    const proof = proveChange({ cluster, ref, journal, ...this.#options })
    const tracked = proof.done.finally(() => {
      this.#open.delete(tracked)
      if (this.#proofs.get(key) === proof) this.#proofs.delete(key)
    })
    this.#open.add(tracked)
    this.#proofs.set(key, proof)
  }

  isRunning(ref: ServiceRef, id: string): boolean {
    return this.#proofs.get(keyOf(ref, id)) !== undefined
  }

  async close(): Promise<void> {
    this.#proofs.clear()
    await Promise.all(this.#open)
  }
}

function keyOf(ref: ServiceRef, id: string): string {
  return `${serviceKey(ref)}/${id}`
}
