import { isIPv4 } from 'node:net'
import { type ClusterView, lookupZone, type ZoneEntry } from './cluster-zone.ts'
import type { DnsRecord, DnsReply, DnsResponder } from './dns-reply.ts'
import { createReplyCache } from './reply-cache.ts'

export interface ClusterDnsTimes {
  /** TTL of what stands in the cluster's own zone. */
  readonly ttlSeconds: number
  /** Upper bound of the cache; it holds nothing for less than 5. */
  readonly cacheSeconds: number
  /** How long it waits for a silent upstream before it says SERVFAIL. */
  readonly upstreamTimeoutMs: number
}

interface ClusterDnsOptions {
  readonly view: ClusterView
  readonly upstream: (question: Question) => DnsReply | null
  readonly times: ClusterDnsTimes
  readonly nowMs: () => number
  readonly domain?: string
}

interface Question {
  readonly name: string
  readonly type: string
}

const minCacheSeconds = 5
const maxAliasDepth = 8

/** Answers as the CoreDNS of a kubeadm cluster does: its own zone from the API server, everything else from upstream, through a cache. */
export function createClusterDns({
  view,
  upstream,
  times,
  nowMs,
  domain = 'cluster.local',
}: ClusterDnsOptions): DnsResponder {
  const cache = createReplyCache(nowMs)
  const { ttlSeconds, cacheSeconds, upstreamTimeoutMs } = times

  const forward = async (question: Question): Promise<DnsReply> => {
    const key = `${question.name.toLowerCase()}/${question.type}`
    const known = cache.get(key)
    if (known !== null) return known
    const reply = upstream(question) ?? (await silence(upstreamTimeoutMs))
    const { extendedError: _dropped, isAuthoritative: _authoritative, ...kept } = reply
    const seconds = reply.code === 'SERVFAIL' ? minCacheSeconds : holdSeconds(kept)
    const capped = withTtl(kept, seconds)
    if (['NOERROR', 'NXDOMAIN', 'SERVFAIL'].includes(reply.code)) cache.put(key, capped, seconds)
    return capped
  }

  const holdSeconds = ({ answers, authority = [] }: DnsReply) => {
    const lowest = Math.min(...[...answers, ...authority].map((record) => record.ttlSeconds), cacheSeconds)
    return Math.max(minCacheSeconds, lowest)
  }

  const answer = async (question: Question, depth: number): Promise<DnsReply | null> => {
    const labels = zoneLabels(question.name, domain)
    if (labels === null) return reverse(question) ?? forward(question)
    return inZone(question, lookupZone(view, labels), depth)
  }

  const soa = (): DnsRecord => ({
    name: domain,
    type: 'SOA',
    data: `ns.dns.${domain} hostmaster.${domain} 1 7200 1800 86400 ${ttlSeconds}`,
    ttlSeconds,
  })
  const noData = (): DnsReply => ({ code: 'NOERROR', answers: [], authority: [soa()], isAuthoritative: true })
  const own = (answers: DnsRecord[]): DnsReply =>
    answers.length === 0 ? noData() : { code: 'NOERROR', answers, isAuthoritative: true }

  const inZone = async (question: Question, entry: ZoneEntry, depth: number): Promise<DnsReply | null> => {
    const { name, type } = question
    const isApex = name.toLowerCase().replace(/\.$/, '') === domain
    switch (entry.kind) {
      case 'missing':
        return { code: 'NXDOMAIN', answers: [], authority: [soa()], isAuthoritative: true }
      case 'empty':
        return own(
          isApex && type === 'SOA'
            ? [soa()]
            : isApex && type === 'NS'
              ? [{ name, type, data: `ns.dns.${domain}`, ttlSeconds }]
              : [],
        )
      case 'text':
        return own(type === 'TXT' ? [{ name, type, data: entry.text, ttlSeconds }] : [])
      case 'addresses':
        return own([
          ...entry.addresses
            .filter((address) => type === (isIPv4(address) ? 'A' : 'AAAA'))
            .map((data): DnsRecord => ({ name, type: type === 'A' ? 'A' : 'AAAA', data, ttlSeconds })),
          ...(type === 'SRV'
            ? entry.services.map(
                ({ host, port }): DnsRecord => ({ name, type, data: srvData(name, host, port), ttlSeconds }),
              )
            : []),
        ])
      case 'alias':
        return alias(question, entry.target, depth)
    }
  }

  const alias = async (question: Question, target: string, depth: number): Promise<DnsReply | null> => {
    const { name, type } = question
    // The encoder of the real server fails on such a label and nothing is sent.
    if (target.split('.').some((label) => label.length > 63))
      return type === 'CNAME' || type === 'A' || type === 'AAAA' ? null : noData()
    const record: DnsRecord = { name, type: 'CNAME', data: target, ttlSeconds }
    if (type === 'CNAME') return own([record])
    if (type !== 'A' && type !== 'AAAA') return noData()
    const isOwn = target.toLowerCase() === name.toLowerCase() || target.toLowerCase().endsWith(`.${name.toLowerCase()}`)
    if (isOwn || depth >= maxAliasDepth) return noData()
    const rest = await answer({ name: target, type }, depth + 1)
    if (rest === null) return null
    if (zoneLabels(target, domain) !== null && rest.answers.length === 0) return noData()
    return { code: 'NOERROR', answers: [record, ...rest.answers], isAuthoritative: true }
  }

  const reverse = ({ name, type }: Question): DnsReply | null => {
    const ip = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa\.?$/i.exec(name)?.slice(1).reverse().join('.')
    const service = ip === undefined ? undefined : view.serviceByIp(ip)
    if (service === undefined) return null
    const data = `${String(service.metadata.name)}.${String(service.metadata.namespace)}.svc.${domain}`
    return own(type === 'PTR' ? [{ name, type, data, ttlSeconds }] : [])
  }

  return async (question) => {
    const reply = await answer(question, 0)
    // Whatever passes the cache gets one TTL, the lowest it holds.
    return reply && withTtl(reply, holdSeconds(reply))
  }
}

function srvData(name: string, host: string, port: number): string {
  const service = name
    .split('.')
    .filter((label) => !label.startsWith('_'))
    .join('.')
  return `0 100 ${port} ${host === '' ? service : `${host}.${service}`}`
}

/** Labels before the cluster domain; null for a name outside of it. */
function zoneLabels(name: string, domain: string): string[] | null {
  const lower = name.toLowerCase().replace(/\.$/, '')
  if (lower === domain) return []
  return lower.endsWith(`.${domain}`) ? lower.slice(0, -domain.length - 1).split('.') : null
}

function withTtl(reply: DnsReply, ttlSeconds: number): DnsReply {
  const stamp = (records: readonly DnsRecord[]) => records.map((record) => ({ ...record, ttlSeconds }))
  return { ...reply, answers: stamp(reply.answers), ...(reply.authority ? { authority: stamp(reply.authority) } : {}) }
}

async function silence(timeoutMs: number): Promise<DnsReply> {
  await new Promise((resolve) => {
    setTimeout(resolve, timeoutMs).unref()
  })
  return { code: 'SERVFAIL', answers: [] }
}
