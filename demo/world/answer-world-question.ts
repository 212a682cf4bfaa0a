import {
  bareReply,
  type DnsQuery,
  type DnsQuestion,
  type DnsReply,
  rcodes,
  type Transport,
} from '../dns/dns-message.ts'
import { type DnsRecord, types } from '../dns/dns-record.ts'
import type { WorldFault } from './world-answer.ts'
import type { WorldEntry, WorldZone } from './world-zone.ts'

export interface WorldTimes {
  readonly nowMs: number
  /** Whether TTLs run down and start anew, as those of a resolver's cache do. */
  readonly countDown: boolean
}

const maxAliases = 10
const everyName = ''

/** Answers a question from the world's zone, following CNAME records to their end; null means silence. */
export function answerWorldQuestion(zone: WorldZone, query: DnsQuery, times: WorldTimes): DnsReply | null {
  const { name, type } = query.question
  const first = findFor(zone, name.toLowerCase(), type)
  if (first.kind === 'fault') return faultReply(first.fault, query.transport)
  if (type === types.AXFR || type === types.IXFR) return bareReply(rcodes.refused)
  if (name === everyName && type === types.SOA) return reply(rcodes.noError, [zone.soa], zone.servers)
  if (name === everyName && type === types.NS) return reply(rcodes.noError, zone.servers)
  const { answers, end, isLoop, isStale } = follow(zone, query.question, first, times)
  if (isLoop) return bareReply(rcodes.servFail)
  const extendedError = isStale ? extendedErrors.stale : null
  return { ...replyAtEnd(zone, answers, end), extendedError }
}

const extendedErrors = {
  stale: { code: 3, text: '' },
  dnssecBogus: { code: 6, text: 'signature does not match' },
  cached: { code: 13, text: '' },
  blocked: { code: 15, text: '' },
  unreachable: { code: 22, text: 'no server of the zone answers' },
} as const

// One family of addresses may fail while the other one answers.
function findFor(zone: WorldZone, name: string, type: number): WorldEntry {
  const entry = zone.find(name)
  const fault = entry.kind === 'records' ? entry.faults.get(type) : undefined
  return fault === undefined || fault === 'STALE' ? entry : { kind: 'fault', fault }
}

function replyAtEnd(zone: WorldZone, answers: readonly DnsRecord[], end: WorldEntry): DnsReply {
  switch (end.kind) {
    case 'missing':
      return reply(rcodes.nxDomain, answers, [zone.soa])
    case 'fault':
      return reply(rcodeAtEnd(end.fault), answers, zone.servers)
    case 'empty':
      return reply(rcodes.noError, answers, [zone.soa])
    case 'records':
      return reply(rcodes.noError, answers, answers.length === 0 ? [zone.soa] : zone.servers)
  }
}

interface Walk {
  readonly answers: readonly DnsRecord[]
  readonly end: WorldEntry
  /** A CNAME that points to its own owner. */
  readonly isLoop: boolean
  readonly isStale: boolean
}

function follow(zone: WorldZone, { name, type }: DnsQuestion, first: WorldEntry, times: WorldTimes): Walk {
  const answers: DnsRecord[] = []
  let [owner, entry, isStale] = [name, first, false]
  for (;;) {
    if (entry.kind !== 'records') return { answers, end: entry, isLoop: false, isStale }
    const { records, sinceMs } = entry
    isStale ||= entry.faults.get(type) === 'STALE'
    const alias = type === types.CNAME ? undefined : records.find((record) => record.type === types.CNAME)
    const matching = alias === undefined ? records.filter((record) => record.type === type) : [alias]
    answers.push(...matching.map((record) => asSeen(record, owner, sinceMs, times)))
    const target = alias?.data[0]
    if (typeof target !== 'string' || answers.length >= maxAliases)
      return { answers, end: entry, isLoop: false, isStale }
    if (target === owner.toLowerCase()) return { answers, end: entry, isLoop: true, isStale }
    owner = target
    entry = findFor(zone, target, type)
  }
}

function asSeen(record: DnsRecord, owner: string, sinceMs: number, { nowMs, countDown }: WorldTimes): DnsRecord {
  const { ttlSeconds: ttl } = record
  if (!countDown || ttl === 0) return { ...record, owner }
  return { ...record, owner, ttlSeconds: ttl - (Math.max(0, Math.floor((nowMs - sinceMs) / 1000)) % ttl) }
}

function faultReply(fault: WorldFault, transport: Transport): DnsReply | null {
  switch (fault) {
    case 'SERVFAIL':
      return bareReply(rcodes.servFail)
    case 'REFUSED':
      return bareReply(rcodes.refused)
    case 'BLOCKED':
      return { ...bareReply(rcodes.refused), extendedError: extendedErrors.blocked }
    case 'DNSSEC_BOGUS':
      return { ...bareReply(rcodes.servFail), extendedError: extendedErrors.dnssecBogus }
    case 'UPSTREAM':
      return { ...bareReply(rcodes.servFail), extendedError: extendedErrors.unreachable }
    case 'CACHED':
      return { ...bareReply(rcodes.servFail), extendedError: extendedErrors.cached }
    case 'NOTIMP':
      return bareReply(rcodes.notImp)
    case 'TC_ONLY':
      return transport === 'udp' ? { ...bareReply(rcodes.noError), isTruncated: true } : null
    case 'TIMEOUT':
      return null
  }
}

// At the end of a chain only a failure of the zone behind it is told; else the chain stands alone.
function rcodeAtEnd(fault: WorldFault): number {
  const isServerFailure: readonly WorldFault[] = ['SERVFAIL', 'DNSSEC_BOGUS', 'UPSTREAM', 'CACHED']
  return isServerFailure.includes(fault) ? rcodes.servFail : rcodes.noError
}

function reply(rcode: number, answers: readonly DnsRecord[], authorities: readonly DnsRecord[] = []): DnsReply {
  return { ...bareReply(rcode), isAuthoritative: true, answers, authorities }
}
