import type { Clock } from '@/lib/domain/clock'
import type { Cancellation } from './cancellation'

export interface QueryGateOptions {
  clock: Clock
  perSecond: number
  burst: number
  inFlight: number
  waiting: number
}

interface Waiter {
  settle(entered: boolean): void
}

/** Paces the questions to one resolver: a token bucket, and a bound on how many are under way. First come, first served. */
export class QueryGate {
  readonly #options: QueryGateOptions
  readonly #waiters = new Set<Waiter>()
  #tokens: number
  #filledAt: number
  #underWay = 0
  #cancelTimer: (() => void) | null = null

  constructor(options: QueryGateOptions) {
    this.#options = options
    this.#tokens = options.burst
    this.#filledAt = options.clock.now()
  }

  /** Whether the question may be sent at once, then `leave` is owed; else it has to `wait`. */
  tryEnter(): boolean {
    return this.#waiters.size === 0 && this.#take()
  }

  /** Resolves true when the question may be sent, then `leave` is owed; false when too many wait or the caller gave up. */
  wait(cancellation: Cancellation): Promise<boolean> {
    if (cancellation.isFired) return Promise.resolve(false)
    if (this.#waiters.size >= this.#options.waiting) return Promise.resolve(false)
    return new Promise((resolve) => {
      const settle = (entered: boolean) => {
        stopListening()
        this.#waiters.delete(waiter)
        resolve(entered)
      }
      const stopListening = cancellation.listen(() => settle(false))
      const waiter = { settle }
      this.#waiters.add(waiter)
      this.#admit()
    })
  }

  leave(): void {
    this.#underWay -= 1
    this.#admit()
  }

  close(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    for (const waiter of this.#waiters) waiter.settle(false)
  }

  #take(): boolean {
    this.#refill()
    if (this.#tokens < 1 || this.#underWay >= this.#options.inFlight) return false
    this.#tokens -= 1
    this.#underWay += 1
    return true
  }

  #refill(): void {
    const now = this.#options.clock.now()
    const gained = (Math.max(0, now - this.#filledAt) * this.#options.perSecond) / 1000
    this.#tokens = Math.min(this.#options.burst, this.#tokens + gained)
    this.#filledAt = now
  }

  #admit(): void {
    for (const waiter of this.#waiters) {
      if (!this.#take()) break
      waiter.settle(true)
    }
    const isShortOfTokens = this.#waiters.size > 0 && this.#underWay < this.#options.inFlight
    if (!isShortOfTokens || this.#cancelTimer !== null) return
    const delayMs = Math.max(1, Math.ceil(((1 - this.#tokens) * 1000) / this.#options.perSecond))
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      this.#cancelTimer = null
      this.#admit()
    })
  }
}
