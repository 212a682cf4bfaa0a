export type WorldRecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV'

export interface WorldRecord {
  readonly type: WorldRecordType
  /** As in a zone file: an address, an absolute name, `10 mail.example.` */
  readonly data: string
  readonly ttlSeconds?: number
}

/** What a name may do instead of answering; it does so for the names below it too. */
export type WorldFault = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'BLOCKED' | 'DNSSEC_BOGUS'

/** Records; none at all means the name exists without data (NODATA). */
export type WorldAnswer = readonly WorldRecord[] | WorldFault
