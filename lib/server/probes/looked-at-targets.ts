import type { Clock } from '@/lib/domain/clock'
import type { ProbePlan } from '@/lib/domain/probe/probe-policy'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import { endpointKey, ProbeEndpoint, type ProbeWait } from './probe-endpoint'
import type { ProbeReading } from './probe-reading'

type Probe = ProbePlan & { kind: 'probe' }

export interface LookedAtTargetsOptions {
  clock: Clock
  /** Dials one address of the endpoint, in its turn and behind the address guard, or says what it waits for. */
  dial(endpoint: ProbeEndpoint): Promise<ProbeResult | ProbeWait>
}

const kept = 200
/** However often somebody looks; what came to nothing is tried again sooner. */
const freshMs = 60_000
const failedMs = 10_000

/** Endpoints that no alias leads to yet, each probed when somebody looks, once a minute at most; the 200 that were looked at last are kept. */
export class LookedAtTargets {
  readonly #options: LookedAtTargetsOptions
  readonly #endpoints = new BoundedMap<ProbeEndpoint>(kept)

  constructor(options: LookedAtTargetsOptions) {
    this.#options = options
  }

  async look(plan: Probe, names: ProbeEndpoint['aliases']): Promise<ProbeReading> {
    const key = endpointKey(plan)
    const endpoint = this.#endpoints.get(key) ?? new ProbeEndpoint(plan.host, plan.port, plan.tls)
    this.#endpoints.set(key, endpoint)
    for (const [alias, told] of names) endpoint.aliases.set(alias, told)
    endpoint.running ??= this.#isFresh(endpoint)
      ? null
      : this.#probe(endpoint).finally(() => {
          endpoint.running = null
        })
    await endpoint.running
    const { latest, waitsFor, connectMs } = endpoint
    return { plan, latest, waitsFor, connectMs }
  }

  close(): void {
    this.#endpoints.clear()
  }

  #isFresh({ lastProbedMs, latest, waitsFor }: ProbeEndpoint): boolean {
    const isTold = latest?.tcp.ok === true && waitsFor === null
    return this.#options.clock.now() - lastProbedMs < (isTold ? freshMs : failedMs)
  }

  async #probe(endpoint: ProbeEndpoint): Promise<void> {
    const found = await this.#options.dial(endpoint)
    endpoint.lastProbedMs = this.#options.clock.now()
    endpoint.waitsFor = typeof found === 'string' ? found : null
    if (typeof found !== 'string') endpoint.take(found)
  }
}
