import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { TokenBuckets } from '@/lib/server/access/token-buckets'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

/** How often an identity may ask for anything: `perMinute` requests, all of them at once at most; 0 means no limit. */
export class RateLimit {
  readonly #buckets: TokenBuckets
  readonly #perMinute: number

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute
    this.#buckets = new TokenBuckets({ perMinute, clock })
  }

  /** Takes one token. Throws AppError `rate-limited` with the seconds until the next one. */
  take(identity: string): void {
    const waitMs = this.#buckets.waitMs(identity)
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1000)
      throw new AppError('rate-limited', `More than ${this.#perMinute} requests a minute.`, { retryAfterSeconds })
    }
    this.#buckets.take(identity)
  }
}

const limits = new WeakMap<ConsoleRuntime, RateLimit>()

/** The one limit of a runtime, by its settings. */
export function limitOf(runtime: ConsoleRuntime): RateLimit {
  const limit = limits.get(runtime) ?? new RateLimit(runtime.settings.SIGNPOST_RATE_LIMIT, runtime.clock)
  limits.set(runtime, limit)
  return limit
}
