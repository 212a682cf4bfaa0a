import type { Clock } from '@/lib/domain/clock'

/** Time that passes only when told to. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-11-23T12:00:00.000Z')
  readonly #timers = new Set<{ atMs: number; run: () => void }>()

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#now + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Runs what becomes due on the way, in its order. */
  advance(byMs: number): void {
    const until = this.#now + byMs
    for (;;) {
      const [next] = [...this.#timers].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.atMs)
      next.run()
    }
    this.#now = until
  }
}
