import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import type { AddressPolicy } from '@/lib/domain/probe/address-policy'
import { type ProbePlan, type ProbeSettings, type ProbeSubject, planProbe } from '@/lib/domain/probe/probe-policy'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Prober } from '@/lib/probe/prober'
import { DueTimes } from '@/lib/server/monitor/due-times'
import { LookedAtTargets } from './looked-at-targets'
import { endpointKey, ProbeEndpoint, type ProbeWait } from './probe-endpoint'
import { ProbePace } from './probe-pace'
import type { ProbeReading } from './probe-reading'

export interface TargetProbesOptions {
  prober: Prober
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  settings: ProbeSettings
  /** What may not be dialled; null while that is not known, and nothing is dialled then. */
  policy(): Promise<AddressPolicy | null>
  /** PEM certificates to trust beside the machine's own. */
  caBundle: string | null
  clusterDomain: string
  /** The addresses that a host has just now, as DNS answers where the console runs. */
  addressesOf(host: string): readonly string[]
  /** Asks for the addresses of a host that is not watched, within a few seconds. */
  askAddresses(host: string): Promise<readonly string[]>
  /** Called for each alias of an endpoint at which something else than before was found, and with every result while it is on screen. */
  onResult(ref: ServiceRef): void
}

/** Endpoints that are probed, each counted once however many aliases lead there. */
export interface ProbeStats {
  watched: number
  neverProbed: number
}

const times = {
  /** Spread of the first probes after the start, and the wait while a host has no address. */
  firstMs: 5000,
  withoutAddressMs: 30_000,
  /** Those that wait for their turn come again one by one. */
  paceSpreadMs: 10_000,
  shownMs: 180_000,
  onScreenMs: 60_000,
  failedMs: 300_000,
  backgroundMs: 900_000,
  /** However often somebody asks. */
  atMostEveryMs: 2000,
} as const

const namesAtOnce = 100

/**
 * Probes the endpoint of each alias that the settings allow, each endpoint once however many aliases lead there: every minute on screen, else
 * every 15 minutes ±20 % (5 after a failure), paced for each namespace and registered domain. One address of those that DNS answers is dialled,
 * behind the address guard.
 */
export class TargetProbes {
  readonly #options: TargetProbesOptions
  readonly #plans = new Map<string, ProbePlan>()
  readonly #endpoints = new Map<string, ProbeEndpoint>()
  readonly #due: DueTimes
  readonly #pace: ProbePace
  readonly #closing = new AbortController()
  readonly #looked: LookedAtTargets

  constructor(options: TargetProbesOptions) {
    this.#options = options
    this.#pace = new ProbePace(options.clock)
    this.#looked = new LookedAtTargets({ clock: options.clock, dial: (endpoint) => this.#dialInTurn(endpoint) })
    this.#due = new DueTimes(options.clock, (keys) => {
      for (const key of keys) void this.#probe(key)
    })
  }

  track(alias: Alias): void {
    const key = serviceKey(alias)
    const plan = this.plan(alias)
    const before = this.#plans.get(key)
    if (before?.kind === 'probe' && (plan.kind !== 'probe' || endpointKey(before) !== endpointKey(plan))) {
      this.#leave(key, before)
    }
    this.#plans.set(key, plan)
    if (plan.kind === 'probe') this.#join(key, alias, plan)
  }

  untrack(ref: ServiceRef): void {
    const key = serviceKey(ref)
    const plan = this.#plans.get(key)
    this.#plans.delete(key)
    if (plan?.kind === 'probe') this.#leave(key, plan)
  }

  /** Says that aliases are on screen for the next minutes. */
  show(refs: readonly ServiceRef[]): void {
    const now = this.#options.clock.now()
    for (const ref of refs) {
      const endpoint = this.#endpointOf(serviceKey(ref))
      if (endpoint === null) continue
      endpoint.shownUntilMs = now + times.shownMs
      this.#due.hasten(endpoint.key, endpoint.lastProbedMs + times.onScreenMs)
    }
  }

  /** Whether and where an alias is probed, there already or not, as the settings allow; nothing is dialled. */
  plan({ namespace, target, ports, annotations }: ProbeSubject): ProbePlan {
    const provider = target === null ? null : findProvider(target)
    return planProbe({ namespace, target, ports, annotations }, provider, this.#options.settings)
  }

  reading(ref: ServiceRef): ProbeReading | null {
    const plan = this.#plans.get(serviceKey(ref))
    if (plan === undefined) return null
    const endpoint = this.#endpointOf(serviceKey(ref))
    const { latest = null, waitsFor = null, connectMs = [] } = endpoint ?? {}
    return { plan, latest, waitsFor, connectMs }
  }

  /** Probes the endpoint of an alias now, unless that was done in the last seconds, or waits for the probe under way; null when it is not tracked. */
  async probeNow(ref: ServiceRef): Promise<ProbeReading | null> {
    const endpoint = this.#endpointOf(serviceKey(ref))
    const isRecent = endpoint !== null && this.#options.clock.now() - endpoint.lastProbedMs < times.atMostEveryMs
    if (endpoint !== null && !isRecent) await this.#probe(endpoint.key)
    return this.reading(ref)
  }

  /**
   * Who answers at a host that an alias need not lead to, by the alias' own port and names: what the settings allow, in its turn and behind the
   * guard like every probe, at most once a minute however often somebody looks.
   */
  async look(alias: Alias, host: string): Promise<ProbeReading> {
    const plan = this.plan({ ...alias, target: host })
    if (plan.kind === 'skip') return { plan, latest: null, waitsFor: null, connectMs: [] }
    const { cluster, namespace, name } = alias
    const names = inClusterNames(alias, this.#options.clusterDomain)
    const watched = this.#endpoints.get(endpointKey(plan))
    if (watched !== undefined) {
      if (this.#options.clock.now() - watched.lastProbedMs >= times.onScreenMs) await this.#probe(watched.key)
      const { latest, waitsFor, connectMs } = watched
      return { plan, latest, waitsFor, connectMs }
    }
    return this.#looked.look(plan, new Map([[serviceKey(alias), { ref: { cluster, namespace, name }, names }]]))
  }

  stats(): ProbeStats {
    let neverProbed = 0
    for (const { latest } of this.#endpoints.values()) if (latest === null) neverProbed += 1
    return { watched: this.#endpoints.size, neverProbed }
  }

  close(): void {
    this.#closing.abort()
    this.#due.close()
    this.#looked.close()
    this.#plans.clear()
    this.#endpoints.clear()
  }

  #endpointOf(key: string): ProbeEndpoint | null {
    const plan = this.#plans.get(key)
    return plan?.kind === 'probe' ? (this.#endpoints.get(endpointKey(plan)) ?? null) : null
  }

  #join(key: string, alias: Alias, plan: ProbePlan & { kind: 'probe' }): void {
    const id = endpointKey(plan)
    const known = this.#endpoints.get(id)
    const endpoint = known ?? new ProbeEndpoint(plan.host, plan.port, plan.tls)
    const { cluster, namespace, name } = alias
    const names = inClusterNames(alias, this.#options.clusterDomain)
    endpoint.aliases.set(key, { ref: { cluster, namespace, name }, names })
    if (known !== undefined) return
    this.#endpoints.set(id, endpoint)
    this.#due.set(id, this.#options.clock.now() + this.#options.random() * times.firstMs)
  }

  #leave(key: string, plan: ProbePlan & { kind: 'probe' }): void {
    const endpoint = this.#endpoints.get(endpointKey(plan))
    endpoint?.aliases.delete(key)
    if (endpoint === undefined || endpoint.aliases.size > 0) return
    this.#endpoints.delete(endpoint.key)
    this.#due.delete(endpoint.key)
  }

  async #probe(key: string): Promise<void> {
    const endpoint = this.#endpoints.get(key)
    if (endpoint === undefined || this.#closing.signal.aborted) return
    if (endpoint.running !== null) return endpoint.running
    const addresses = this.#options.addressesOf(endpoint.host)
    if (addresses.length === 0) return this.#wait(endpoint, 'address', times.withoutAddressMs)
    const waitMs = this.#takeTurn(endpoint)
    if (waitMs > 0) return this.#wait(endpoint, 'pace', waitMs + this.#options.random() * times.paceSpreadMs)
    endpoint.running = this.#connect(endpoint, addresses).finally(() => {
      endpoint.running = null
    })
    return endpoint.running
  }

  async #connect(endpoint: ProbeEndpoint, addresses: readonly string[]): Promise<void> {
    const { onResult, clock } = this.#options
    const policy = await this.#options.policy()
    if (policy === null) return this.#wait(endpoint, 'policy', times.withoutAddressMs)
    endpoint.waitsFor = null
    const result = await this.#dial(endpoint, addresses, policy)
    if (this.#closing.signal.aborted || this.#endpoints.get(endpoint.key) !== endpoint) return
    const before = endpoint.outcome
    endpoint.take(result)
    endpoint.lastProbedMs = clock.now()
    this.#again(endpoint, this.#pauseMs(endpoint))
    if (endpoint.outcome === before && endpoint.lastProbedMs >= endpoint.shownUntilMs) return
    for (const { ref } of endpoint.aliases.values()) onResult(ref)
  }

  #takeTurn({ aliases, domain }: ProbeEndpoint): number {
    const [namespace = ''] = Array.from(aliases.values(), ({ ref }) => `${ref.cluster}/${ref.namespace}`)
    return this.#pace.take({ namespace, domain })
  }

  async #dialInTurn(endpoint: ProbeEndpoint): Promise<ProbeResult | ProbeWait> {
    const addresses = this.#options.addressesOf(endpoint.host)
    const found = addresses.length > 0 ? addresses : await this.#options.askAddresses(endpoint.host)
    if (found.length === 0) return 'address'
    if (this.#takeTurn(endpoint) > 0) return 'pace'
    const policy = await this.#options.policy()
    return policy === null ? 'policy' : this.#dial(endpoint, found, policy)
  }

  #dial(endpoint: ProbeEndpoint, addresses: readonly string[], policy: AddressPolicy): Promise<ProbeResult> {
    const { prober, caBundle } = this.#options
    const { host, port, tls, aliases } = endpoint
    const names = [host, ...new Set([...aliases.values()].flatMap((alias) => alias.names))].slice(0, namesAtOnce)
    return prober.probe({
      ...{ host, addresses, policy, port, tls, serverName: host, names, caBundle },
      signal: this.#closing.signal,
    })
  }

  #wait(endpoint: ProbeEndpoint, waitsFor: ProbeWait, forMs: number): void {
    endpoint.waitsFor = waitsFor
    this.#again(endpoint, forMs)
  }

  #again(endpoint: ProbeEndpoint, afterMs: number): void {
    this.#due.set(endpoint.key, this.#options.clock.now() + afterMs)
  }

  #pauseMs({ latest, shownUntilMs }: ProbeEndpoint): number {
    if (this.#options.clock.now() < shownUntilMs) return times.onScreenMs
    const isFine = latest?.tcp.ok === true && latest.tls?.ok !== false
    return (isFine ? times.backgroundMs : times.failedMs) * (0.8 + 0.4 * this.#options.random())
  }
}
