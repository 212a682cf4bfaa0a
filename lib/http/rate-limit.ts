import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const rememberedIdentities = 10_000

/** A token bucket per identity: `perMinute` requests, all of them at once at most; 0 means no limit. */
export class RateLimit {
  readonly #buckets = new BoundedMap<{ tokens: number; at: number }>(rememberedIdentities)
  readonly #perMinute: number
  readonly #clock: Clock

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute
    this.#clock = clock
  }

  /** Takes one token. Throws AppError `rate-limited` with the seconds until the next one. */
  take(identity: string): void {
    if (this.#perMinute === 0) return
    const now = this.#clock.now()
    const bucket = this.#buckets.get(identity) ?? { tokens: this.#perMinute, at: now }
    const refilled = Math.min(this.#perMinute, bucket.tokens + ((now - bucket.at) / 60_000) * this.#perMinute)
    if (refilled < 1) {
      const retryAfterSeconds = Math.ceil(((1 - refilled) / this.#perMinute) * 60)
      throw new AppError('rate-limited', `More than ${this.#perMinute} requests a minute.`, { retryAfterSeconds })
    }
    this.#buckets.set(identity, { tokens: refilled - 1, at: now })
  }
}

const limits = new WeakMap<ConsoleRuntime, RateLimit>()

/** The one limit of a runtime, by its settings. */
export function limitOf(runtime: ConsoleRuntime): RateLimit {
  const limit = limits.get(runtime) ?? new RateLimit(runtime.settings.SIGNPOST_RATE_LIMIT, runtime.clock)
  limits.set(runtime, limit)
  return limit
}
