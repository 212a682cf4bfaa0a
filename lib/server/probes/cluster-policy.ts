import type { Clock } from '@/lib/domain/clock'
import { type AddressPolicy, readAddressPolicy } from '@/lib/domain/probe/address-policy'
import type { ClusterAddresses } from '@/lib/kubernetes/cluster-addresses'

export interface ClusterPolicyOptions {
  clock: Clock
  /** Reads what belongs to the cluster; throws while the API server cannot be asked. */
  read(): Promise<ClusterAddresses>
  /** Ranges that the settings reserve. */
  reserved: readonly string[]
  /** Whether the settings let private addresses be dialled. */
  allowPrivate: boolean
}

const freshForMs = 300_000
const holdsForMs = 3_600_000
const againAfterMs = 15_000

/**
 * What of a cluster is never dialled, read anew every five minutes; while the API server is away the last reading holds for an hour, then nothing may
 * be dialled. Private addresses are allowed only where all that belongs to the cluster could be read, or the settings say what is reserved.
 */
export class ClusterPolicy {
  readonly #options: ClusterPolicyOptions
  #known: { policy: AddressPolicy; atMs: number } | null = null
  #failedAtMs = Number.NEGATIVE_INFINITY
  #reading: Promise<void> | null = null

  constructor(options: ClusterPolicyOptions) {
    this.#options = options
  }

  /** Null while it is not known. */
  async current(): Promise<AddressPolicy | null> {
    if (this.#ageMs() >= freshForMs && this.#options.clock.now() - this.#failedAtMs >= againAfterMs) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = null
      })
      await this.#reading
    }
    return this.#ageMs() < holdsForMs ? (this.#known?.policy ?? null) : null
  }

  #ageMs(): number {
    return this.#known === null ? Number.POSITIVE_INFINITY : this.#options.clock.now() - this.#known.atMs
  }

  async #read(): Promise<void> {
    const { clock, read, reserved, allowPrivate } = this.#options
    try {
      const { unread, ...addresses } = await read()
      const isKnown = unread.length === 0 || reserved.length > 0
      const policy = readAddressPolicy({ ...addresses, others: reserved, allowPrivate: allowPrivate && isKnown })
      this.#known = { policy, atMs: clock.now() }
    } catch {
      this.#failedAtMs = clock.now()
    }
  }
}
