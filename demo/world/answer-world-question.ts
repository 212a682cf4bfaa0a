import { bareReply, type DnsQuestion, type DnsReply, rcodes } from '../dns/dns-message.ts'
import { type DnsRecord, types } from '../dns/dns-record.ts'
import type { WorldFault } from './world-record.ts'
import type { WorldEntry, WorldZone } from './world-zone.ts'

export interface WorldTimes {
  readonly nowMs: number
  /** Whether TTLs run down and start anew, as those of a resolver's cache do. */
  readonly countDown: boolean
}

const maxAliases = 10
const everyName = ''

/** Answers a question from the world's zone, following CNAME records to their end; null means silence. */
export function answerWorldQuestion(zone: WorldZone, question: DnsQuestion, times: WorldTimes): DnsReply | null {
  const { name, type } = question
  const first = zone.find(name.toLowerCase())
  if (first.kind === 'fault') return faultReply(first.fault)
  if (type === types.AXFR || type === types.IXFR) return bareReply(rcodes.refused)
  if (name === everyName && type === types.SOA) return reply(rcodes.noError, [zone.soa], zone.servers)
  if (name === everyName && type === types.NS) return reply(rcodes.noError, zone.servers)
  const walk = follow(zone, question, first, times)
  const { answers, end } = walk
  if (walk.isLoop) return bareReply(rcodes.servFail)
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
}

function follow(zone: WorldZone, { name, type }: DnsQuestion, first: WorldEntry, times: WorldTimes): Walk {
  const answers: DnsRecord[] = []
  let [owner, entry] = [name, first]
  for (;;) {
    if (entry.kind !== 'records') return { answers, end: entry, isLoop: false }
    const { records, sinceMs } = entry
    const alias = type === types.CNAME ? undefined : records.find((record) => record.type === types.CNAME)
    const matching = alias === undefined ? records.filter((record) => record.type === type) : [alias]
    answers.push(...matching.map((record) => asSeen(record, owner, sinceMs, times)))
    const target = alias?.data[0]
    if (typeof target !== 'string' || answers.length >= maxAliases) return { answers, end: entry, isLoop: false }
    if (target === owner.toLowerCase()) return { answers, end: entry, isLoop: true }
    owner = target
    entry = zone.find(target)
  }
}

function asSeen(record: DnsRecord, owner: string, sinceMs: number, { nowMs, countDown }: WorldTimes): DnsRecord {
  const { ttlSeconds: ttl } = record
  if (!countDown || ttl === 0) return { ...record, owner }
  return { ...record, owner, ttlSeconds: ttl - (Math.max(0, Math.floor((nowMs - sinceMs) / 1000)) % ttl) }
}

function faultReply(fault: WorldFault): DnsReply | null {
  switch (fault) {
    case 'SERVFAIL':
      return bareReply(rcodes.servFail)
    case 'REFUSED':
      return bareReply(rcodes.refused)
    case 'BLOCKED':
      return { ...bareReply(rcodes.refused), extendedError: { code: 15, text: '' } }
    case 'DNSSEC_BOGUS':
      return { ...bareReply(rcodes.servFail), extendedError: { code: 6, text: 'signature does not match' } }
    case 'TIMEOUT':
      return null
  }
}

// At the end of a chain only a failure of the zone behind it is told; else the chain stands alone.
function rcodeAtEnd(fault: WorldFault): number {
  return fault === 'SERVFAIL' || fault === 'DNSSEC_BOGUS' ? rcodes.servFail : rcodes.noError
}

function reply(rcode: number, answers: readonly DnsRecord[], authorities: readonly DnsRecord[] = []): DnsReply {
  return { ...bareReply(rcode), isAuthoritative: true, answers, authorities }
}
