import type { AliasedService } from '@/lib/domain/alias/follow-namespace-alias'
import type { Clock } from '@/lib/domain/clock'
import type { LoadBalancer } from '@/lib/domain/load-balancer/load-balancer'
import type { Published } from '@/lib/domain/load-balancer/match-load-balancers'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { ListWatch } from '@/lib/kubernetes/list-watch'
import { watchLoadBalancers } from '@/lib/kubernetes/watch-load-balancers'
import { BoundedMap } from '@/lib/server/access/bounded-map'

export interface LoadBalancerIndexOptions {
  client: KubeClient
  cluster: string
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  /** Reads a Service with its endpoints; throws when the API server cannot be asked. */
  read(namespace: string, service: string): Promise<AliasedService | 'missing' | 'unknown'>
  maxLoadBalancers?: number
}

/** How many endpoints are behind a load balancer, null where that may not be read or the API server does not answer. */
export interface Endpoints {
  ready: number | null
  total: number | null
}

const readFreshMs = 30_000
const rememberedReads = 500

/**
 * The load balancers of one cluster by what they are published at, kept up by a watch with the console identity: 20,000 of them at most. The
 * endpoints behind one are read when somebody looks, every 30 s at most.
 */
export class LoadBalancerIndex implements Published {
  readonly #options: LoadBalancerIndexOptions
  readonly #watch: ListWatch
  readonly #byUid = new Map<string, LoadBalancer>()
  readonly #byName = new Map<string, Set<LoadBalancer>>()
  readonly #byAddress = new Map<string, Set<LoadBalancer>>()
  readonly #reads = new BoundedMap<{ at: number; endpoints: Promise<Endpoints> }>(rememberedReads)

  constructor(options: LoadBalancerIndexOptions) {
    this.#options = options
    const { client, cluster, clock, random } = options
    this.#watch = watchLoadBalancers({
      ...{ client, clusterId: cluster, clock, random },
      onLoadBalancers: ({ upserts, removes }) => {
        for (const { uid } of removes) this.#remove(uid)
        for (const { uid, ...loadBalancer } of upserts) this.#put(uid, loadBalancer)
      },
      // Without it nothing is known of where an address leads, as before there was a load balancer.
      onStatus: () => undefined,
    })
  }

  /** Begins to watch; further calls do nothing. */
  start(): void {
    this.#watch.start()
  }

  /** Tries again at once after the server was silent since then. */
  nudge(silentSinceMs: number): void {
    this.#watch.nudge(silentSinceMs)
  }

  async close(): Promise<void> {
    await this.#watch.stop()
  }

  byName(name: string): Iterable<LoadBalancer> {
    return this.#byName.get(name) ?? []
  }

  byAddress(address: string): Iterable<LoadBalancer> {
    return this.#byAddress.get(address) ?? []
  }

  endpoints({ namespace, name }: Pick<LoadBalancer, 'namespace' | 'name'>): Promise<Endpoints> {
    const key = `${namespace}/${name}`
    const at = this.#options.clock.now()
    const known = this.#reads.get(key)
    if (known !== undefined && at - known.at < readFreshMs) return known.endpoints
    const endpoints = this.#options.read(namespace, name).then(endpointsOf, () => unknownEndpoints)
    this.#reads.set(key, { at, endpoints })
    return endpoints
  }

  #put(uid: string, loadBalancer: LoadBalancer): void {
    this.#remove(uid)
    if (this.#byUid.size >= (this.#options.maxLoadBalancers ?? 20_000)) return
    this.#byUid.set(uid, loadBalancer)
    for (const name of loadBalancer.hostnames) add(this.#byName, name, loadBalancer)
    for (const address of loadBalancer.addresses) add(this.#byAddress, address, loadBalancer)
  }

  #remove(uid: string): void {
    const known = this.#byUid.get(uid)
    if (known === undefined) return
    this.#byUid.delete(uid)
    for (const name of known.hostnames) drop(this.#byName, name, known)
    for (const address of known.addresses) drop(this.#byAddress, address, known)
  }
}

const unknownEndpoints: Endpoints = { ready: null, total: null }

function endpointsOf(service: AliasedService | 'missing' | 'unknown'): Endpoints {
  if (typeof service === 'string') return unknownEndpoints
  return { ready: service.readyEndpoints, total: service.totalEndpoints }
}

function add(index: Map<string, Set<LoadBalancer>>, key: string, loadBalancer: LoadBalancer): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, new Set([loadBalancer]))
  else known.add(loadBalancer)
}

function drop(index: Map<string, Set<LoadBalancer>>, key: string, loadBalancer: LoadBalancer): void {
  const known = index.get(key)
  known?.delete(loadBalancer)
  if (known?.size === 0) index.delete(key)
}
