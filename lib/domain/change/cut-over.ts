import { usualSeconds } from '@/lib/domain/resolution/caches'
import type { DnsFacts } from '@/lib/domain/resolution/dns-facts'
import type { CutOverPart } from './cut-over-part'

/** When new connections go to the new target, and when the last one to the old target ends; null seconds: nobody can say. */
export interface CutOver {
  newConnections: { seconds: number; parts: CutOverPart[] }
  existingConnections: { seconds: number | null; parts: CutOverPart[] }
}

/** Whether NodeLocal DNSCache stands before CoreDNS; unknown where nobody may look. */
export type NodeLocalDns = 'present' | 'absent' | 'unknown'

/** A time that people state, in seconds: for connections in pools also that they never end. */
export type StatedSeconds = number | 'unlimited'

export interface CutOverInput {
  dns: Pick<DnsFacts, 'kubernetesTtlSeconds' | 'cachesClusterNames' | 'source'>
  /** The highest TTL that the cluster's DNS gave for the Service's own CNAME; null where it was not seen. */
  measuredTtlSeconds: number | null
  nodeLocalDns: NodeLocalDns
  /** Of the Service and its namespace; the first one that says something counts. */
  annotations: ReadonlyArray<Readonly<Record<string, string>>>
  settings: { clientCacheSeconds: number | null; poolLifetimeSeconds: StatedSeconds | null }
}

const clientCacheAnnotation = 'signpost/client-cache-seconds'
const poolLifetimeAnnotation = 'signpost/pool-lifetime-seconds'
const longestSeconds = 366 * 86_400

/**
 * How long a cut-over takes: for new connections the watch, the TTL that clients are given, another 5 s for each cache before CoreDNS' own data,
 * and what clients keep whatever the TTL; for existing ones the life of a pooled connection on top. Caches count TTLs down, so layers do not add
 * up to more (CoreDNS plugins kubernetes and cache; NodeLocal DNSCache).
 */
export function cutOver(input: CutOverInput): CutOver {
  return cutOverOf([
    { code: 'watch', words: 'the watch', seconds: usualSeconds.watch, source: 'assumed' },
    clusterDnsPart(input),
    ...layers(input),
    clientPart(input),
    poolPart(input),
  ])
}

/** The two figures from their parts, such as a record keeps them. */
export function cutOverOf(parts: readonly CutOverPart[]): CutOver {
  const early = parts.filter(({ code }) => code !== 'pool')
  const pool = parts.find(({ code }) => code === 'pool')
  const seconds = early.reduce((sum, part) => sum + (part.seconds ?? 0), 0)
  const lifetime = pool?.seconds ?? null
  return {
    newConnections: { seconds, parts: early },
    existingConnections: { seconds: lifetime === null ? null : seconds + lifetime, parts: [...parts] },
  }
}

function clusterDnsPart({ dns, measuredTtlSeconds }: CutOverInput): CutOverPart {
  const isMeasured =
    measuredTtlSeconds !== null && (dns.source === 'assumed' || measuredTtlSeconds > dns.kubernetesTtlSeconds)
  const ttlSeconds = isMeasured ? measuredTtlSeconds : dns.kubernetesTtlSeconds
  const seconds = Math.max(ttlSeconds, usualSeconds.shortestCache)
  return { code: 'cluster-dns', words: 'CoreDNS TTL', seconds, source: isMeasured ? 'measured' : dns.source }
}

function layers({ dns, nodeLocalDns }: CutOverInput): CutOverPart[] {
  const parts: CutOverPart[] = []
  if (dns.cachesClusterNames)
    parts.push({ code: 'cache', words: 'CoreDNS cache', seconds: usualSeconds.shortestCache, source: dns.source })
  if (nodeLocalDns !== 'absent') {
    const isThere = nodeLocalDns === 'present'
    parts.push({
      code: 'cache',
      words: isThere ? 'NodeLocal DNSCache' : 'NodeLocal DNSCache, not known whether it runs',
      seconds: isThere ? usualSeconds.shortestCache : null,
      source: isThere ? 'measured' : 'assumed',
    })
  }
  return parts
}

function clientPart({ annotations, settings }: CutOverInput): CutOverPart {
  const part = { code: 'client', words: 'client cache' } as const
  const annotated = firstStated(annotations, clientCacheAnnotation)
  if (typeof annotated === 'number') return { ...part, seconds: annotated, source: 'annotation' }
  if (settings.clientCacheSeconds !== null) return { ...part, seconds: settings.clientCacheSeconds, source: 'setting' }
  return { ...part, words: 'client cache, as a JVM keeps it', seconds: usualSeconds.jvm, source: 'assumed' }
}

function poolPart({ annotations, settings }: CutOverInput): CutOverPart {
  const part = { code: 'pool', words: 'connections in pools' } as const
  const annotated = firstStated(annotations, poolLifetimeAnnotation)
  if (annotated !== null) return { ...part, seconds: finite(annotated), source: 'annotation' }
  const { poolLifetimeSeconds } = settings
  if (poolLifetimeSeconds !== null) return { ...part, seconds: finite(poolLifetimeSeconds), source: 'setting' }
  return { ...part, seconds: usualSeconds.pool, source: 'assumed' }
}

function finite(stated: StatedSeconds): number | null {
  return stated === 'unlimited' ? null : stated
}

function firstStated(annotations: CutOverInput['annotations'], name: string): StatedSeconds | null {
  for (const each of annotations) {
    const stated = readStatedSeconds(each[name])
    if (stated !== null) return stated
  }
  return null
}

/** Whole seconds up to a year, or `unlimited`; null for anything else. */
export function readStatedSeconds(text: string | undefined): StatedSeconds | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed === 'unlimited') return trimmed
  if (!/^\d{1,8}$/.test(trimmed)) return null
  const seconds = Number(trimmed)
  return seconds <= longestSeconds ? seconds : null
}
