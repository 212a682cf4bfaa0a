import type { Corefile, CorefileServer } from './corefile'

/** What decides how long a name of the cluster lives in caches, in seconds, and who is asked for the names outside. */
export interface DnsFacts {
  clusterDomain: string
  /** The TTL that the kubernetes plugin gives a Service's CNAME. */
  kubernetesTtlSeconds: number
  /** The longest that the cluster's DNS keeps an answer for a name outside; 0 when it keeps none. */
  cacheMaxSeconds: number
  /** Whether it keeps answers for the cluster's own names, too, beside the watch. */
  cachesClusterNames: boolean
  /** As they stand in the Corefile: addresses, or the node's own `/etc/resolv.conf`. */
  upstreams: string[]
  source: 'corefile' | 'assumed'
}

// What kubeadm writes since 1.32.
const usualTtlSeconds = 30
const usualCacheSeconds = 30

/**
 * The facts from the Corefile's server that answers for the cluster. Without a Corefile, or in one without the kubernetes plugin, they are what
 * kubeadm sets up, labelled `assumed`.
 */
export function dnsFacts(corefile: Corefile | null, assumedDomain = 'cluster.local'): DnsFacts {
  const server = corefile?.servers.find(({ kubernetes }) => clusterZone(kubernetes?.zones ?? []) !== null) ?? null
  const clusterDomain = clusterZone(server?.kubernetes?.zones ?? [])
  if (corefile === null || server?.kubernetes == null || clusterDomain === null) {
    return {
      clusterDomain: assumedDomain,
      kubernetesTtlSeconds: usualTtlSeconds,
      cacheMaxSeconds: usualCacheSeconds,
      cachesClusterNames: false,
      upstreams: [],
      source: 'assumed',
    }
  }
  const outside = serverOf(corefile, '.', server.port) ?? server
  return {
    clusterDomain,
    kubernetesTtlSeconds: server.kubernetes.ttlSeconds,
    cacheMaxSeconds: outside.cache?.successMaxSeconds ?? 0,
    cachesClusterNames: keeps(server, clusterDomain),
    upstreams: outside.forwards.find(({ zone }) => zone === '.')?.upstreams ?? [],
    source: 'corefile',
  }
}

// The primary zone of the plugin is its first that is no reverse one.
function clusterZone(zones: readonly string[]): string | null {
  return zones.find((zone) => zone !== '.' && !/(^|\.)(in-addr|ip6)\.arpa$/.test(zone) && !zone.includes('/')) ?? null
}

function serverOf({ servers }: Corefile, zone: string, port: number): CorefileServer | null {
  return servers.find((server) => server.port === port && server.zones.includes(zone)) ?? null
}

function keeps({ cache }: CorefileServer, zone: string): boolean {
  if (cache === null || !cache.zones.some((held) => isWithin(zone, held))) return false
  return !cache.successDisabled.some((off) => isWithin(zone, off))
}

function isWithin(name: string, zone: string): boolean {
  return zone === '.' || name === zone || name.endsWith(`.${zone}`)
}
