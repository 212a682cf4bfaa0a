import { type AnswerCache, createAnswerCache } from './answer-cache.ts'
import { answerInZone, type ZoneOptions } from './answer-in-zone.ts'
import { answerReverse } from './answer-reverse.ts'
import type { ClusterDnsSource } from './cluster-dns-source.ts'
import type { DnsQuery, DnsQuestion, DnsReply } from './dns-message.ts'
import { classIn } from './dns-message.ts'
import { isWithin, withoutRootDot } from './domain-name.ts'
import { createForwarder, type Forwarder } from './forwarder.ts'
import { type DnsServer, serveDns } from './serve-dns.ts'
import { shuffleAddresses } from './shuffle-addresses.ts'
import { fitReply } from './write-reply.ts'

export interface ClusterDnsOptions {
  /** Who answers for every name outside the cluster. */
  readonly upstream: { readonly host: string; readonly port: number }
  /** `cluster.local` in most clusters. */
  readonly clusterDomain: string
  readonly source: ClusterDnsSource
  readonly times?: Partial<ClusterDnsTimes>
  /** A free one unless told. */
  readonly port?: number
  readonly onSilence?: (question: DnsQuestion) => void
}

export interface ClusterDnsTimes {
  /** TTL of the cluster's own records; 5 unless told, kubeadm sets 30. */
  readonly ttlSeconds: number
  /** Upper bound of the cache, whose lower one is 5; 5 unless told, kubeadm sets 30. */
  readonly cacheSeconds: number
  /** How long each of two tries at the upstream waits; 2000 unless told. */
  readonly upstreamTimeoutMs: number
}

/** Starts the DNS of a cluster on a free loopback port: it answers as CoreDNS does with kubeadm's Corefile. */
export async function startClusterDns(options: ClusterDnsOptions): Promise<DnsServer> {
  const { upstream, source, times = {} } = options
  const { ttlSeconds = 5, cacheSeconds = 5, upstreamTimeoutMs: timeoutMs = 2000 } = times
  const { onSilence } = options
  const forwarder = createForwarder({ upstream, timeoutMs, ...(onSilence === undefined ? {} : { onSilence }) })
  const zone: ZoneOptions = {
    source,
    zone: withoutRootDot(options.clusterDomain).toLowerCase(),
    ttlSeconds,
    serial: () => Math.floor(Date.now() / 1000),
  }
  const cache = createAnswerCache({ maxTtlSeconds: cacheSeconds, nowMs: () => performance.now() })
  const parts: Parts = { zone, cache, forwarder }
  const server = await serveDns((query) => resolve(parts, query, query.question), options.port)
  const stop = async () => {
    forwarder.stop()
    await server.stop()
  }
  return { ...server, stop }
}

interface Parts {
  readonly zone: ZoneOptions
  readonly cache: AnswerCache
  readonly forwarder: Forwarder
}

async function resolve(parts: Parts, query: DnsQuery, question: DnsQuestion): Promise<DnsReply> {
  const { zone, cache, forwarder } = parts
  if (!isWithin(question.name.toLowerCase(), zone.zone)) {
    const ask = async () => answerReverse(zone, question) ?? forwarder.ask(query, question)
    const reply = await cache.through(query, question, ask)
    return shuffleAddresses(reply, Math.random)
  }
  const lookUp = async (name: string, type: number) => {
    const asked = { name, type, class: classIn }
    // As if the client had asked for it: cached, and cut to what the client takes.
    return fitReply({ ...query, question: asked }, await resolve(parts, query, asked))
  }
  return shuffleAddresses(await cache.past(() => answerInZone(zone, question, lookUp)), Math.random)
}
