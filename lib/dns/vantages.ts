import { getServers } from 'node:dns'
import { isIPv6 } from 'node:net'
import type { VantageName } from '@/lib/domain/resolution/resolution'
import { formatResolver, type ResolverAddress } from './resolver-address'

/** A point of view and the resolvers that give it, in the order they are tried. */
export interface Vantage {
  name: VantageName
  resolvers: ResolverAddress[]
}

export interface VantageSettings {
  /** `SIGNPOST_CLUSTER_DNS` */
  clusterDns: ResolverAddress | null
  /** `SIGNPOST_RESOLVERS` */
  resolvers: ResolverAddress[] | null
  systemResolvers: ResolverAddress[]
  /** The pod's own resolver when the console runs in a cluster. */
  inClusterDns: ResolverAddress | null
}

const maxResolvers = 4

// With a silent upstream CoreDNS answers SERVFAIL only after about 4 s.
const clusterPatienceMs = 5000

/**
 * The vantages that are configured, `cluster` before `outside`. In a cluster the system's resolver is the cluster's DNS, so there is an
 * outside view only when resolvers are named; elsewhere it is the machine's resolvers unless they are.
 */
export function configureVantages(settings: VantageSettings): Vantage[] {
  const clusterDns = settings.clusterDns ?? settings.inClusterDns
  const outside = settings.resolvers ?? (settings.inClusterDns === null ? settings.systemResolvers : [])
  const vantages: Vantage[] = []
  if (clusterDns !== null) {
    vantages.push({ name: 'cluster', resolvers: [{ patienceMs: clusterPatienceMs, ...clusterDns }] })
  }
  if (outside.length > 0) vantages.push({ name: 'outside', resolvers: withoutDoubles(outside).slice(0, maxResolvers) })
  return vantages
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
