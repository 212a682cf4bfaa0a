type WorldRecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV'

export interface WorldRecord {
  readonly type: WorldRecordType
  /** As in a zone file: an address, an absolute name, `10 mail.example.` */
  readonly data: string
  /** 60 unless told. */
  readonly ttlSeconds?: number
}

/** Faults that a real name server can be told to have as well. */
export type PlainFault = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'BLOCKED' | 'DNSSEC_BOGUS'

/** What a name may do instead of answering; it does so for the names below it too. */
export type WorldFault =
  | PlainFault
  /** SERVFAIL, because no server of the zone can be reached (extended error 22). */
  | 'UPSTREAM'
  /** SERVFAIL, remembered from before (extended error 13). */
  | 'CACHED'
  | 'NOTIMP'
  /** Truncated over UDP, silent over TCP. */
  | 'TC_ONLY'

/** Records; none at all means the name exists without data (NODATA). */
export type PlainAnswer = readonly WorldRecord[] | PlainFault

/** Records, and a fault of the questions for addresses: of both families unless told. */
export interface MixedAnswer {
  readonly records: readonly WorldRecord[]
  /** `STALE`: the records come all the same, but are told to be out of date (extended error 3). */
  readonly fault: WorldFault | 'STALE'
  readonly families?: readonly ('A' | 'AAAA')[]
}

export type WorldAnswer = readonly WorldRecord[] | WorldFault | MixedAnswer

export const defaultTtlSeconds = 60

const label = String.raw`(?:[a-z0-9_*-]|\\\d{3}){1,63}`
const zoneName = new RegExp(String.raw`^${label}(\.${label})*$`)

/**
 * A name of the world as its key: lower case, without the dot at its end; other bytes as `\ddd` (RFC 1035 §5.1). Throws for one that no zone can
 * hold.
 */
export function worldName(name: string): string {
  const key = name.toLowerCase().replace(/\.$/, '')
  if (!zoneName.test(key) || key.replace(/\\\d{3}/g, '?').length > 253) {
    throw new Error(`not a name a zone can hold: ${JSON.stringify(name)}`)
  }
  return key
}
