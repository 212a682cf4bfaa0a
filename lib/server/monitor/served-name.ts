import type { CnameAnswer, SingleAnswer } from '@/lib/dns/dns-client'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Reply } from '@/lib/domain/resolution/walk-trace'

/** What the cluster's DNS gives for a Service's own name. */
export interface ServedName {
  /** The CNAME's data, normalised; null when the name has none or nobody answered (`why`). */
  target: string | null
  /** The addresses of the name itself, where they were asked for. */
  addresses: string[]
  /** Whether the resolver says that there is no such name. */
  isAbsent: boolean
  resolver: string
  /** The highest TTL seen of that record. */
  ttlHighestSeconds: number | null
  why: string | null
}

export function servedName({ hop, reply, resolver }: CnameAnswer): ServedName {
  const { data = null, ttlHighestSeconds = null } = hop ?? {}
  const why = reply.kind === 'reply' ? null : reply.why
  return { target: data, addresses: [], isAbsent: isNoName(reply), resolver, ttlHighestSeconds, why }
}

/** What the questions for both families of a name's addresses say together. */
export function servedAddresses(serviceName: string, answers: readonly SingleAnswer[]): ServedName {
  const name = normaliseHost(serviceName)
  const records = answers.flatMap(({ reply }) => (reply.kind === 'reply' ? reply.records : []))
  const own = records.filter(({ owner }) => owner === name)
  const failed = answers.find(({ reply }) => reply.kind !== 'reply')?.reply
  return {
    target: own.find(({ type }) => type === 'CNAME')?.data ?? null,
    addresses: own.flatMap(({ type, data }) => (type === 'CNAME' ? [] : [data])),
    isAbsent: own.length === 0 && answers.every(({ reply }) => isNoName(reply)),
    resolver: answers[0]?.resolver ?? '',
    ttlHighestSeconds: own.length === 0 ? null : Math.max(...own.map((record) => record.ttlHighestSeconds)),
    why: failed === undefined || failed.kind === 'reply' ? null : failed.why,
  }
}

function isNoName(reply: Reply): boolean {
  return reply.kind === 'reply' && reply.rcode === 3
}
