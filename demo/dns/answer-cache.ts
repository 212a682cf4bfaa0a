import type { DnsQuery, DnsQuestion, DnsReply } from './dns-message.ts'
import { rcodes } from './dns-message.ts'
import { type DnsRecord, types } from './dns-record.ts'

export interface CacheOptions {
  /** Upper bound of every TTL; the lower one is five seconds, unless this is less. */
  readonly maxTtlSeconds: number
  readonly nowMs: () => number
}

export interface AnswerCache {
  /** The reply to this question from the cache, or else the one that `ask` gives: with one TTL for all its records. */
  readonly through: (query: DnsQuery, question: DnsQuestion, ask: () => Promise<DnsReply>) => Promise<DnsReply>
  /** The same, without remembering anything. */
  readonly past: (ask: () => Promise<DnsReply>) => Promise<DnsReply>
}

const minTtlSeconds = 5
const maxEntries = 10_000

interface Entry {
  readonly reply: DnsReply
  readonly ttlSeconds: number
  readonly storedMs: number
}

/** Treats replies as CoreDNS' cache plugin does: the least TTL counts for all, held within bounds, and extended errors are lost. */
export function createAnswerCache({ maxTtlSeconds, nowMs }: CacheOptions): AnswerCache {
  const entries = new Map<string, Entry>()
  const take = (key: string): DnsReply | null => {
    const entry = entries.get(key)
    if (entry === undefined) return null
    const leftSeconds = entry.ttlSeconds - Math.floor((nowMs() - entry.storedMs) / 1000)
    if (leftSeconds > 0) return withTtl(entry.reply, leftSeconds)
    entries.delete(key)
    return null
  }
  const keep = (key: string, entry: Entry) => {
    const oldest = entries.keys().next().value
    if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest)
    entries.set(key, entry)
  }
  const past: AnswerCache['past'] = async (ask) => {
    const reply = await ask()
    return withTtl(reply, ttlOf(reply, maxTtlSeconds))
  }
  return {
    past,
    through: async (query, question, ask) => {
      const bits = `${query.edns?.isDnssecOk ?? false} ${query.isCheckingDisabled}`
      const key = `${question.name.toLowerCase()} ${question.type} ${bits}`
      const known = take(key)
      if (known !== null) return known
      const reply = await past(ask)
      if (isKept(reply, question)) keep(key, { reply, ttlSeconds: ttlOf(reply, maxTtlSeconds), storedMs: nowMs() })
      return reply
    },
  }
}

function ttlOf(reply: DnsReply, maxTtlSeconds: number): number {
  const records = [...reply.answers, ...reply.authorities, ...reply.additionals]
  const isTtlMeant = (reply.rcode === rcodes.noError && !isReferral(reply)) || isDenial(reply)
  const least = isTtlMeant && records.length > 0 ? leastTtl(records) : minTtlSeconds
  return Math.min(Math.max(least, minTtlSeconds), maxTtlSeconds)
}

function leastTtl(records: readonly DnsRecord[]): number {
  return records.reduce((least, { ttlSeconds }) => Math.min(least, ttlSeconds), Number.POSITIVE_INFINITY)
}

function isDenial({ rcode, answers }: DnsReply): boolean {
  return rcode === rcodes.nxDomain && answers.length === 0
}

function isReferral(reply: DnsReply): boolean {
  return reply.answers.length === 0 && !hasSoa(reply) && reply.authorities.some(({ type }) => type === types.NS)
}

function isKept(reply: DnsReply, question: DnsQuestion): boolean {
  if (reply.isTruncated) return false
  switch (reply.rcode) {
    case rcodes.noError:
      return reply.answers.length === 0 || hasSoa(reply) || isAnswered(reply.answers, question)
    case rcodes.nxDomain:
      return isDenial(reply) && hasSoa(reply)
    case rcodes.servFail:
    case rcodes.notImp:
      return true
    default:
      return false
  }
}

function hasSoa({ authorities }: DnsReply): boolean {
  return authorities.some(({ type }) => type === types.SOA)
}

// A chain of CNAME records without an end in the type that was asked for is no answer to keep.
function isAnswered(answers: readonly DnsRecord[], { name, type }: DnsQuestion): boolean {
  const aliases = new Map(
    answers.filter((record) => record.type === types.CNAME).map(({ owner, data }) => [owner.toLowerCase(), data[0]]),
  )
  let end = name.toLowerCase()
  if (type !== types.CNAME && type !== types.ANY) {
    for (let steps = 0; steps <= aliases.size; steps += 1) {
      const next = aliases.get(end)
      if (typeof next !== 'string') break
      end = next.toLowerCase()
    }
  }
  return answers.some((record) => record.owner.toLowerCase() === end && (type === types.ANY || record.type === type))
}

function withTtl(reply: DnsReply, ttlSeconds: number): DnsReply {
  const set = (records: readonly DnsRecord[]) => records.map((record) => ({ ...record, ttlSeconds }))
  return {
    ...reply,
    answers: set(reply.answers),
    authorities: set(reply.authorities),
    additionals: set(reply.additionals),
    extendedError: null,
  }
}
