import type { DnsRecord } from './dns-record.ts'

export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const

export const classIn = 1

export interface DnsQuestion {
  /** As asked, its case kept. */
  readonly name: string
  readonly type: number
  readonly class: number
}

/** What a client's OPT record says. */
export interface Edns {
  readonly udpPayloadSize: number
  readonly version: number
  readonly isDnssecOk: boolean
}

export type Transport = 'udp' | 'tcp'

export interface DnsQuery {
  readonly id: number
  readonly isRecursionDesired: boolean
  readonly isCheckingDisabled: boolean
  readonly question: DnsQuestion
  readonly edns: Edns | null
  readonly transport: Transport
}

export interface DnsReply {
  readonly rcode: number
  readonly isAuthoritative: boolean
  readonly isRecursionAvailable: boolean
  readonly isTruncated: boolean
  readonly answers: readonly DnsRecord[]
  readonly authorities: readonly DnsRecord[]
  readonly additionals: readonly DnsRecord[]
  /** Told to clients that speak EDNS only (RFC 8914). */
  readonly extendedError: { readonly code: number; readonly text: string } | null
}

/** A reply without records. */
export function bareReply(rcode: number): DnsReply {
  return {
    rcode,
    isAuthoritative: false,
    isRecursionAvailable: false,
    isTruncated: false,
    answers: [],
    authorities: [],
    additionals: [],
    extendedError: null,
  }
}
