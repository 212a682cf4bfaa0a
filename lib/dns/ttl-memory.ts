/** The highest TTL seen of each record, of the `limit` records seen last: a cache counts down, the highest is nearest to what was published. */
export class TtlMemory {
  readonly #limit: number
  readonly #highest = new Map<string, number>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Remembers one sight of the record and returns the highest TTL in seconds so far. */
  see(record: string, ttlSeconds: number): number {
    const highest = Math.max(ttlSeconds, this.#highest.get(record) ?? 0)
    this.#highest.delete(record)
    this.#highest.set(record, highest)
    if (this.#highest.size > this.#limit) {
      for (const oldest of this.#highest.keys()) {
        this.#highest.delete(oldest)
        break
      }
    }
    return highest
  }
}
