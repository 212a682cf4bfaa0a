import type { DnsFacts } from './dns-facts'
import type { VantageAnswer } from './resolution'

/** How long an answer stays in one place: `seconds` is the longest, 0 for not at all, null where nobody can say. */
export interface CacheOnTheWay {
  name: string
  /** What is kept there. */
  keeps: string
  seconds: number | null
  /** `corefile`: it stands there; `measured`: seen in answers; `assumed`: what is usual. */
  source: 'corefile' | 'measured' | 'assumed'
}

export interface CachesInput {
  dns: Pick<DnsFacts, 'kubernetesTtlSeconds' | 'cacheMaxSeconds' | 'cachesClusterNames' | 'upstreams' | 'source'>
  /** The highest TTL of a record behind the target, null while none was seen. */
  recordTtlSeconds: number | null
}

/** When a change is seen by new lookups at the latest, in seconds; `inJvmSeconds` by those that a JVM makes for its programs. */
export interface SeenWithin {
  seconds: number
  inJvmSeconds: number
}

/** How long a change stays unseen in each place where nothing says otherwise, in seconds. */
export const usualSeconds = {
  watch: 1,
  // The cache plugin keeps nothing for less, and clients of CoreDNS are given no less.
  shortestCache: 5,
  nodeLocal: 30,
  jvm: 30,
  pool: 30 * 60,
} as const

/** Every place between the API server and a program that keeps answers, in the order in which an answer passes them. */
export function cachesOnTheWay({ dns, recordTtlSeconds }: CachesInput): CacheOnTheWay[] {
  const { kubernetesTtlSeconds, cacheMaxSeconds, cachesClusterNames, source } = dns
  const isMeasured = recordTtlSeconds !== null
  return [
    {
      name: upstreamName(dns.upstreams),
      keeps: 'the records behind the target, each for its TTL',
      seconds: recordTtlSeconds,
      source: isMeasured ? 'measured' : 'assumed',
    },
    {
      name: 'CoreDNS, cache plugin',
      keeps: cachesClusterNames ? 'names outside, and those of the cluster' : 'names outside the cluster',
      seconds: cacheMaxSeconds,
      source,
    },
    {
      name: 'CoreDNS, kubernetes plugin',
      keeps: 'nothing; this TTL tells clients how long to keep the alias',
      seconds: kubernetesTtlSeconds,
      source,
    },
    {
      name: 'NodeLocal DNSCache',
      keeps: 'every name, on nodes where it runs',
      seconds: usualSeconds.nodeLocal,
      source: 'assumed',
    },
    { name: 'JVM', keeps: 'the addresses, whatever the TTL', seconds: usualSeconds.jvm, source: 'assumed' },
    {
      name: 'Go, Node.js, Python, glibc, musl',
      keeps: 'nothing, unless nscd or systemd-resolved runs in the image',
      seconds: 0,
      source: 'assumed',
    },
    {
      name: 'Connection pools',
      keeps: 'connections that are open, whatever DNS says',
      seconds: usualSeconds.pool,
      source: 'assumed',
    },
  ]
}

// CoreDNS forwards to the resolv.conf of its node unless it is told otherwise.
function upstreamName(upstreams: readonly string[]): string {
  const isOfNode = upstreams.some((upstream) => upstream.startsWith('/'))
  return isOfNode ? 'The node’s own resolver, and what it asks' : 'Resolvers behind CoreDNS'
}

/**
 * The highest TTL in seconds of a record behind the target, as seen from outside; from the cluster only where its cache did not cut it to the
 * longest it keeps. Null where nobody can say.
 */
export function recordTtl(
  vantages: readonly VantageAnswer[],
  serviceName: string,
  cacheMaxSeconds: number,
): number | null {
  const ttlsOf = (name: VantageAnswer['vantage']) =>
    vantages
      .filter(({ vantage }) => vantage === name)
      .flatMap(({ hops }) => hops.filter(({ owner }) => owner !== serviceName))
      .map(({ ttlHighestSeconds }) => ttlHighestSeconds)
  const outside = ttlsOf('outside')
  if (outside.length > 0) return Math.max(...outside)
  const inside = ttlsOf('cluster')
  const isCut = cacheMaxSeconds > 0 && inside.some((ttl) => ttl >= cacheMaxSeconds)
  return inside.length === 0 || isCut ? null : Math.max(...inside)
}

/** When another target of the alias is seen: the watch, the TTL that clients were given, and another layer where CoreDNS keeps it. */
export function targetSeenWithin({
  kubernetesTtlSeconds,
  cachesClusterNames,
}: Omit<CachesInput['dns'], 'upstreams'>): SeenWithin {
  const layer = cachesClusterNames ? usualSeconds.shortestCache : 0
  return within(usualSeconds.watch + Math.max(kubernetesTtlSeconds, usualSeconds.shortestCache) + layer)
}

/** When another record behind the target is seen. Caches count the TTL down, so they do not add up. */
export function recordSeenWithin(recordTtlSeconds: number): SeenWithin {
  return within(Math.max(recordTtlSeconds, usualSeconds.shortestCache))
}

function within(seconds: number): SeenWithin {
  return { seconds, inJvmSeconds: seconds + usualSeconds.jvm }
}
