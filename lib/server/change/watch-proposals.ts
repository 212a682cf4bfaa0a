import type { Alias } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { proposalMs, sightProposal } from '@/lib/domain/change/sight-proposal'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'

export interface ProposalWatchesOptions {
  cluster(id: string): ClusterForChanges | null
  clock: Clock
  /** True once this console proves the change: a record may still be told as it was before. */
  isProving(ref: ServiceRef, id: string): boolean
  journal(cluster: ClusterForChanges, ref: ServiceRef, entry: ChangeEntry): ChangeJournal
  /** Called when the watch shows what was proposed; its journal stands at `observed-live`. */
  onArrived(cluster: ClusterForChanges, ref: ServiceRef, journal: ChangeJournal): void
}

const atOnce = 1_000

/** Waits, for as long as the records say, until proposed changes arrive at their Services. Each console does; the record tells which was first. */
export class ProposalWatches {
  readonly #options: ProposalWatchesOptions
  readonly #watches = new BoundedMap<() => void>(atOnce, (stop) => stop())

  constructor(options: ProposalWatchesOptions) {
    this.#options = options
  }

  /** Looks at entries of a record: proposals are waited for from now on, and no longer once they went on or were withdrawn. */
  see(ref: ServiceRef, entries: readonly ChangeEntry[]): void {
    for (const entry of entries) {
      const key = keyOf(ref, entry.id)
      if (entry.state !== 'patch-proposed') this.#watches.delete(key)
      else if (!this.#watches.get(key) && !this.#options.isProving(ref, entry.id)) this.#start(key, ref, entry)
    }
  }

  forget(ref: ServiceRef, id: string): void {
    this.#watches.delete(keyOf(ref, id))
  }

  close(): void {
    this.#watches.clear()
  }

  #start(key: string, ref: ServiceRef, entry: ChangeEntry): void {
    const { clock } = this.#options
    const cluster = this.#options.cluster(ref.cluster)
    if (cluster === null) return
    const look = (alias: Alias | null) => this.#look(key, cluster, ref, entry, alias)
    const unsubscribe = cluster.onAlias(ref, look)
    // Before the first list there is no alias: that is not a deletion.
    const lookNow = () => {
      const alias = cluster.findAlias(ref.namespace, ref.name)
      if (alias) look(alias)
    }
    const cancel = clock.after(Math.max(0, Date.parse(entry.at) + proposalMs - clock.now()), lookNow)
    this.#watches.set(key, () => {
      unsubscribe()
      cancel()
    })
    lookNow()
  }

  #look(key: string, cluster: ClusterForChanges, ref: ServiceRef, entry: ChangeEntry, alias: Alias | null): void {
    const { clock, journal: open, onArrived } = this.#options
    const sighting = sightProposal(alias, entry, clock.now())
    if (sighting.kind === 'waiting') return
    this.#watches.delete(key)
    const journal = open(cluster, ref, entry)
    journal.step(sighting.kind === 'arrived' ? 'observed-live' : 'cancelled', sighting.note)
    if (sighting.kind === 'arrived') onArrived(cluster, ref, journal)
  }
}

function keyOf(ref: ServiceRef, id: string): string {
  return `${serviceKey(ref)}/${id}`
}
