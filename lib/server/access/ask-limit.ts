import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { TokenBuckets } from './token-buckets'

/** What somebody wants asked, or tried, just now. */
export interface WantedAsk {
  identity: { key: string; user: string }
  ref: ServiceRef
  /** Null for a Service without one. */
  target: string | null
}

/**
 * How often DNS is asked, and targets are tried, on somebody's behalf: `perMinute` times for each user, namespace and registered domain (a host
 * without one counts by itself), so that the console is nobody's tool against a zone; 0 means no limit.
 */
export class AskLimit {
  readonly #buckets: TokenBuckets
  readonly #perMinute: number

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute
    this.#buckets = new TokenBuckets({ perMinute, clock })
  }

  /** Takes one ask of all three, or none: throws AppError `rate-limited` that names the one that is used up, with the seconds until the next. */
  take({ identity, ref, target }: WantedAsk): void {
    const host = target === null ? null : normaliseHost(target)
    const domain = host === null ? null : (registrableDomain(host) ?? host)
    const wanted = [
      { key: `user ${identity.key}`, who: `for ${plainText(identity.user, 100)}` },
      { key: `namespace ${ref.cluster}/${ref.namespace}`, who: `for aliases of namespace ${ref.namespace}` },
      ...(domain === null ? [] : [{ key: `domain ${domain}`, who: `about ${plainText(domain, 253)}` }]),
    ]
    for (const { key, who } of wanted) {
      const waitMs = this.#buckets.waitMs(key)
      if (waitMs === 0) continue
      const retryAfterSeconds = Math.ceil(waitMs / 1000)
      throw new AppError('rate-limited', `More than ${this.#perMinute} asks a minute ${who}.`, { retryAfterSeconds })
    }
    for (const { key } of wanted) this.#buckets.take(key)
  }
}
