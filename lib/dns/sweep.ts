import type { Clock } from '@/lib/domain/clock'

const tickMs = 50

/** Many deadlines under one timer, which runs only while there are any. */
export class Sweep {
  readonly #clock: Clock
  readonly #entries = new Set<{ atMs: number; run: () => void }>()
  #cancelTick: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Runs once, up to 50 ms after `delayMs` have passed; returns its cancel. */
  after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.#clock.now() + delayMs, run }
    this.#entries.add(entry)
    this.#cancelTick ??= this.#clock.after(tickMs, () => this.#tick())
    return () => this.#entries.delete(entry)
  }

  close(): void {
    this.#entries.clear()
    this.#cancelTick?.()
    this.#cancelTick = null
  }

  #tick(): void {
    const now = this.#clock.now()
    for (const entry of [...this.#entries]) {
      if (entry.atMs > now || !this.#entries.delete(entry)) continue
      entry.run()
    }
    this.#cancelTick = this.#entries.size === 0 ? null : this.#clock.after(tickMs, () => this.#tick())
  }
}
