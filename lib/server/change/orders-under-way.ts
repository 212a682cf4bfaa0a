import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { whenOr } from '@/lib/server/monitor/when-or'

/** The orders that this console carries out, so that one which has begun comes to its end before the console does. */
export class OrdersUnderWay {
  readonly #clock: Clock
  readonly #open = new Set<Promise<unknown>>()
  #isClosed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Carries an order out. Throws AppError `unavailable` once the console is closing, and what the order throws. */
  async run<Result>(order: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new AppError('unavailable', 'The console is closing.', { retryAfterSeconds: 5 })
    const running = order()
    this.#open.add(running)
    try {
      return await running
    } finally {
      this.#open.delete(running)
    }
  }

  /** Takes no more orders, and waits for those under way, so many milliseconds at most: what is not through by then, its record tells. */
  async close(withinMs: number): Promise<void> {
    this.#isClosed = true
    await whenOr(Promise.allSettled(this.#open), this.#clock, withinMs)
  }
}
