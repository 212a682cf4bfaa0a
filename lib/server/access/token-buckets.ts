import type { Clock } from '@/lib/domain/clock'
import { BoundedMap } from './bounded-map'

export interface TokenBucketsOptions {
  /** How many tokens come in a minute; 0 means no limit. */
  perMinute: number
  /** How many a bucket holds; those of a minute without it. */
  burst?: number
  clock: Clock
}

const rememberedKeys = 10_000

/** A token bucket per key; those of the last ten thousand keys are remembered, one that is forgotten is full again. */
export class TokenBuckets {
  readonly #buckets = new BoundedMap<{ tokens: number; at: number }>(rememberedKeys)
  readonly #perMinute: number
  readonly #burst: number
  readonly #clock: Clock

  constructor({ perMinute, burst = perMinute, clock }: TokenBucketsOptions) {
    this.#perMinute = perMinute
    this.#burst = burst
    this.#clock = clock
  }

  /** Milliseconds until there is a token, 0 when there is one. */
  waitMs(key: string): number {
    const tokens = this.#tokens(key)
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / this.#perMinute) * 60_000)
  }

  take(key: string): void {
    if (this.#perMinute === 0) return
    this.#buckets.set(key, { tokens: Math.max(0, this.#tokens(key) - 1), at: this.#clock.now() })
  }

  #tokens(key: string): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined || this.#perMinute === 0) return Math.max(1, this.#burst)
    return Math.min(this.#burst, bucket.tokens + ((this.#clock.now() - bucket.at) / 60_000) * this.#perMinute)
  }
}
