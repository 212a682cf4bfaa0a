/**
 * The highest TTL seen of each record: a cache counts down, the highest is nearest to what was published. Holds at most `limit` records,
 * at least the half of it that was seen last.
 */
export class TtlMemory {
  readonly #half: number
  // Two generations, because a Map that loses its oldest entries one by one gets slow in V8.
  #young = new Map<string, { seconds: number }>()
  #old = new Map<string, { seconds: number }>()

  constructor(limit: number) {
    this.#half = Math.max(1, Math.floor(limit / 2))
  }

  /** Remembers one sight of the record and returns the highest TTL in seconds so far. */
  see(record: string, ttlSeconds: number): number {
    const known = this.#young.get(record)
    if (known !== undefined) {
      if (ttlSeconds > known.seconds) known.seconds = ttlSeconds
      return known.seconds
    }
    const seconds = Math.max(ttlSeconds, this.#old.get(record)?.seconds ?? 0)
    if (this.#young.size >= this.#half) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(record, { seconds })
    return seconds
  }
}
