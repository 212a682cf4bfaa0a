import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { TokenBuckets } from '@/lib/server/access/token-buckets'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const addressesAtOnce = 10

/**
 * How often an identity may ask for anything: `perMinute` requests, all of them at once at most; 0 means no limit. Whoever is not known yet counts
 * by their address, and all of those together as ten.
 */
export class RateLimit {
  readonly #buckets: TokenBuckets
  readonly #unknown: TokenBuckets
  readonly #perMinute: number

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute
    this.#buckets = new TokenBuckets({ perMinute, clock })
    this.#unknown = new TokenBuckets({ perMinute: perMinute * addressesAtOnce, clock })
  }

  /** Takes one token. Throws AppError `rate-limited` with the seconds until the next one. */
  take(identity: string): void {
    this.#refuse(this.#buckets.waitMs(identity))
    this.#buckets.take(identity)
  }

  /** The same for somebody not known yet at an address (IPv6: of one network of 64 bits). */
  takeUnknown(address: string): void {
    const key = `unknown at ${isIPv6(address) ? networkOf(address) : address}`
    this.#refuse(Math.max(this.#buckets.waitMs(key), this.#unknown.waitMs('all')))
    this.#buckets.take(key)
    this.#unknown.take('all')
  }

  #refuse(waitMs: number): void {
    if (waitMs === 0) return
    const retryAfterSeconds = Math.ceil(waitMs / 1000)
    throw new AppError('rate-limited', `More than ${this.#perMinute} requests a minute.`, { retryAfterSeconds })
  }
}

// Whoever has one address of a network has them all; an IPv4 address that is written as IPv6 stands for itself.
function networkOf(address: string): string {
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.')
}

const limits = new WeakMap<ConsoleRuntime, RateLimit>()

/** The one limit of a runtime, by its settings. */
export function limitOf(runtime: ConsoleRuntime): RateLimit {
  const limit = limits.get(runtime) ?? new RateLimit(runtime.settings.SIGNPOST_RATE_LIMIT, runtime.clock)
  limits.set(runtime, limit)
  return limit
}
