import { getServers } from 'node:dns'
import { isIPv6 } from 'node:net'
import type { VantageName } from '@/lib/domain/resolution/resolution'
import { formatResolver, type Resolver, type ResolverAddress, type StreamResolver } from './resolver-address'

/** A point of view and the resolvers that give it, in the order they are tried. */
export interface Vantage {
  name: VantageName
  resolvers: Resolver[]
}

/**
 * A point of view that there is not. `same-view`: the only resolver known is the cluster's own DNS, so that asking it again as `outside` would
 * show the cluster's view under another name.
 */
export interface AbsentVantage {
  vantage: VantageName
  reason: 'same-view' | 'not-configured'
  /** A sentence for people that names the setting. */
  why: string
}

export interface VantagePlan {
  vantages: Vantage[]
  absent: AbsentVantage[]
}

export interface VantageSettings {
  /** `SIGNPOST_CLUSTER_DNS` */
  clusterDns: ResolverAddress | null
  /** `SIGNPOST_RESOLVERS` */
  resolvers: ResolverAddress[] | null
  systemResolvers: ResolverAddress[]
  /** The pod's own resolver when the console runs in a cluster. */
  inClusterDns: ResolverAddress | null
  /** The way to the cluster's DNS through its API server, where no address is known. */
  forwardedDns?: StreamResolver | null
}

const maxResolvers = 4

// With a silent upstream CoreDNS answers SERVFAIL only after about 4 s.
const clusterPatienceMs = 5000

/**
 * The vantages that are configured, `cluster` before `outside`, and why another one is not there. In a cluster the system's resolver is the
 * cluster's DNS, so there is an outside view only when resolvers are named; elsewhere it is the machine's resolvers unless they are.
 */
export function configureVantages(settings: VantageSettings): VantagePlan {
  const clusterDns = settings.clusterDns ?? settings.inClusterDns ?? settings.forwardedDns ?? null
  const isInPod = settings.inClusterDns !== null
  const named = settings.resolvers ?? (isInPod ? [] : settings.systemResolvers)
  const outside = named.filter(
    (resolver) => clusterDns === null || formatResolver(resolver) !== formatResolver(clusterDns),
  )
  const vantages: Vantage[] = []
  const absent: AbsentVantage[] = []
  if (clusterDns === null) absent.push(noCluster)
  else vantages.push({ name: 'cluster', resolvers: [patient(clusterDns)] })
  if (outside.length === 0) absent.push(isInPod || named.length > 0 ? sameView : noOutside)
  else vantages.push({ name: 'outside', resolvers: withoutDoubles(outside).slice(0, maxResolvers) })
  return { vantages, absent }
}

function patient(resolver: Resolver): Resolver {
  const patienceMs = resolver.patienceMs ?? clusterPatienceMs
  if (!('open' in resolver)) return { ...resolver, patienceMs }
  return { name: resolver.name, patienceMs, open: (signal) => resolver.open(signal) }
}

const noCluster: AbsentVantage = {
  vantage: 'cluster',
  reason: 'not-configured',
  why: "No way to the cluster's DNS is configured: set SIGNPOST_CLUSTER_DNS to its address.",
}

const noOutside: AbsentVantage = {
  vantage: 'outside',
  reason: 'not-configured',
  why: 'This machine names no resolver: set SIGNPOST_RESOLVERS to the ones to ask.',
}

const sameView: AbsentVantage = {
  vantage: 'outside',
  reason: 'same-view',
  why: "Same view: the only resolver known is the cluster's own DNS. Set SIGNPOST_RESOLVERS to resolvers outside to see the difference.",
}

/** The resolvers of this machine (`/etc/resolv.conf`), as the system names them. */
export function readSystemResolvers(): ResolverAddress[] {
  return getServers().map(parseServer)
}

/** The first resolver of this machine: in a pod that is the cluster's DNS, or the node's cache before it. */
export function readInClusterDns(): ResolverAddress | null {
  return readSystemResolvers()[0] ?? null
}

// `1.2.3.4`, `1.2.3.4:5353`, `::1` or `[::1]:5353`, as node:dns writes them.
function parseServer(server: string): ResolverAddress {
  if (isIPv6(server)) return { host: server, port: 53 }
  const bracketed = /^\[(.+)\]:(\d+)$/.exec(server)
  if (bracketed?.[1] !== undefined) return { host: bracketed[1], port: Number(bracketed[2]) }
  const [host = server, port = '53'] = server.split(':')
  return { host, port: Number(port) }
}

function withoutDoubles(addresses: readonly ResolverAddress[]): ResolverAddress[] {
  return [...new Map(addresses.map((address) => [formatResolver(address), address])).values()]
}
