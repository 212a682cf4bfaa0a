export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV'

export interface WorldRecord {
  readonly type: RecordType
  /** As in a zone file: an address, an absolute name, `10 mail.example.` */
  readonly data: string
  /** 60 unless told. */
  readonly ttlSeconds?: number
}

/** What a name may do instead of answering; it does so for the names below it too. */
export type WorldFault = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'BLOCKED' | 'DNSSEC_BOGUS'

/** Records; none at all means the name exists without data (NODATA). */
export type WorldAnswer = readonly WorldRecord[] | WorldFault

export const defaultTtlSeconds = 60

/** A name of the world as its key: lower case, without the dot at its end. Throws for one that no zone can hold. */
export function worldName(name: string): string {
  const key = name.toLowerCase().replace(/\.$/, '')
  if (!/^[a-z0-9_*-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(key) || key.length > 253) {
    throw new Error(`not a name a zone can hold: ${JSON.stringify(name)}`)
  }
  return key
}
