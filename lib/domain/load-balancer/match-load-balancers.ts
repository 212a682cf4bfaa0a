import { compareText } from '@/lib/domain/compare-text'
import { specialAddress } from '@/lib/domain/resolution/special-address'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { LoadBalancer } from './load-balancer'

/** Where an alias leads: the names from its target on, in the order they are followed, and the addresses at their end. */
export interface Way {
  names: readonly string[]
  addresses: readonly string[]
  /** Of the alias. */
  ports: readonly number[]
}

/** The load balancers of all clusters, by what they are published at. */
export interface Published {
  byName(name: string): Iterable<LoadBalancer>
  byAddress(address: string): Iterable<LoadBalancer>
}

export interface LoadBalancerMatch {
  loadBalancer: LoadBalancer
  /** The name or address of the way that it is published at. */
  by: string
  /** False for an address of an inner network alone: another network may have the same. */
  isCertain: boolean
}

/**
 * The load balancers that a way ends at. Those that are published at one of its addresses come before those that have only a name of it, because
 * the name may be published by several clusters while the address says where requests go now. One with a port of the alias first.
 */
export function matchLoadBalancers(way: Way, published: Published): LoadBalancerMatch[] {
  const byAddress = way.addresses.flatMap((address) => matches(published.byAddress(address), address))
  const byName = way.names.flatMap((name) => matches(published.byName(name), name))
  const named = new Map(byName.map((match) => [serviceKey(match.loadBalancer), match]))
  const found =
    byAddress.length === 0
      ? byName
      : byAddress.map((match) => {
          const isInner = specialAddress(match.by) !== null
          return { ...match, isCertain: !isInner || named.has(serviceKey(match.loadBalancer)) }
        })
  const certain = found.filter(({ isCertain }) => isCertain)
  // A name of the way is surer than an address that many networks have.
  const chosen = certain.length > 0 ? certain : byName.length > 0 ? byName : found
  return withoutDoubles(chosen).sort((a, b) => rank(b, way) - rank(a, way) || byKey(a, b))
}

function matches(loadBalancers: Iterable<LoadBalancer>, by: string): LoadBalancerMatch[] {
  return Array.from(loadBalancers, (loadBalancer) => ({ loadBalancer, by, isCertain: true }))
}

function withoutDoubles(found: readonly LoadBalancerMatch[]): LoadBalancerMatch[] {
  const first = new Map<string, LoadBalancerMatch>()
  for (const match of found) {
    const key = serviceKey(match.loadBalancer)
    if (!first.has(key)) first.set(key, match)
  }
  return [...first.values()]
}

function rank({ loadBalancer }: LoadBalancerMatch, { ports }: Way): number {
  return loadBalancer.ports.some((port) => ports.includes(port)) ? 1 : 0
}

function byKey(a: LoadBalancerMatch, b: LoadBalancerMatch): number {
  return compareText(serviceKey(a.loadBalancer), serviceKey(b.loadBalancer))
}
