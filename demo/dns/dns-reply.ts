import type { Answer } from 'dns-packet'

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV' | 'NS' | 'SOA' | 'PTR'

export interface DnsRecord {
  readonly name: string
  readonly type: RecordType
  /** As in a zone file. */
  readonly data: string
  readonly ttlSeconds: number
}

const codes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const
export type ResponseCode = keyof typeof codes

export interface DnsReply {
  readonly code: ResponseCode
  readonly answers: readonly DnsRecord[]
  readonly authority?: readonly DnsRecord[]
  readonly isAuthoritative?: boolean
  /** An Extended DNS Error (RFC 8914). */
  readonly extendedError?: { readonly code: number; readonly text: string }
}

/** What a server says to a question; null is silence. */
export type DnsResponder = (question: { readonly name: string; readonly type: string }) => Promise<DnsReply | null>

export const codeNumber = (code: ResponseCode): number => codes[code]

/** A record as the wire format's encoder wants it. */
export function encodeRecord({ name, type, data, ttlSeconds }: DnsRecord): Answer {
  const base = { name: name.replace(/\.$/, ''), ttl: ttlSeconds }
  const words = data.split(/\s+/)
  const word = (index: number) => (words[index] ?? '').replace(/(?<=.)\.$/, '')
  const count = (index: number) => Number(words[index] ?? 0)
  switch (type) {
    case 'TXT':
      return { ...base, type, data: data.replace(/^"|"$/g, '') }
    case 'MX':
      return { ...base, type, data: { preference: count(0), exchange: word(1) } }
    case 'SRV':
      return { ...base, type, data: { priority: count(0), weight: count(1), port: count(2), target: word(3) } }
    case 'SOA':
      return {
        ...base,
        type,
        data: {
          mname: word(0),
          rname: word(1),
          serial: count(2),
          refresh: count(3),
          retry: count(4),
          expire: count(5),
          minimum: count(6),
        },
      }
    default:
      return { ...base, type, data: data.replace(/(?<=.)\.$/, '') }
  }
}
