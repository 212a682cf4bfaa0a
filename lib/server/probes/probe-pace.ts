import type { Clock } from '@/lib/domain/clock'
import { TokenBuckets } from '@/lib/server/access/token-buckets'

// Each endpoint is tried every quarter of an hour: that is 1,800 of one namespace, and 4,500 of one provider.
const perNamespace = { perMinute: 120, burst: 50 }
const perDomain = { perMinute: 300, burst: 50 }

/** How often connections are made for one namespace (2 a second), and to hosts of one registered domain (5 a second), after 50 at once. */
export class ProbePace {
  readonly #namespaces: TokenBuckets
  readonly #domains: TokenBuckets

  constructor(clock: Clock) {
    this.#namespaces = new TokenBuckets({ ...perNamespace, clock })
    this.#domains = new TokenBuckets({ ...perDomain, clock })
  }

  /** Takes a turn and gives 0, or takes none and gives the milliseconds until there is one. */
  take({ namespace, domain }: { namespace: string; domain: string }): number {
    const waitMs = Math.max(this.#namespaces.waitMs(namespace), this.#domains.waitMs(domain))
    if (waitMs > 0) return waitMs
    this.#namespaces.take(namespace)
    this.#domains.take(domain)
    return 0
  }
}
