import type { Clock } from '@/lib/domain/clock'

/** A clock that stands still until it is told to go on; `delays` holds what was asked for. */
export class ManualClock implements Clock {
  readonly delays: number[] = []
  #now = 1_700_000_000_000
  #timers = new Set<{ at: number; run: () => void }>()

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run }
    this.delays.push(delayMs)
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  waiting(): number {
    return this.#timers.size
  }

  advance(byMs: number): void {
    const until = this.#now + byMs
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = next.at
      next.run()
    }
    this.#now = until
  }
}
