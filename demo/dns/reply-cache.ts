import type { DnsRecord, DnsReply } from './dns-reply.ts'

export interface ReplyCache {
  /** A kept reply with what is left of its time; null when there is none. */
  readonly get: (key: string) => DnsReply | null
  readonly put: (key: string, reply: DnsReply, seconds: number) => void
}

const maxReplies = 10_000

export function createReplyCache(nowMs: () => number): ReplyCache {
  const kept = new Map<string, { readonly reply: DnsReply; readonly untilMs: number }>()
  return {
    get: (key) => {
      const found = kept.get(key)
      const leftMs = found === undefined ? 0 : found.untilMs - nowMs()
      if (found === undefined || leftMs <= 0) {
        kept.delete(key)
        return null
      }
      const age = (records: readonly DnsRecord[]) =>
        records.map((record) => ({ ...record, ttlSeconds: Math.min(record.ttlSeconds, Math.floor(leftMs / 1000)) }))
      const { reply } = found
      return { ...reply, answers: age(reply.answers), ...(reply.authority ? { authority: age(reply.authority) } : {}) }
    },
    put: (key, reply, seconds) => {
      const [oldest] = kept.keys()
      if (kept.size >= maxReplies && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { reply, untilMs: nowMs() + seconds * 1000 })
    },
  }
}
