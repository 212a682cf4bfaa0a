export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV'

export interface WorldRecord {
  readonly type: RecordType
  /** As in a zone file: an address, an absolute name, `10 mail.example.` */
  readonly data: string
  readonly ttlSeconds?: number
}

/** What a name may do instead of answering; it does so for the names below it too. */
export type WorldFault = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'BLOCKED' | 'DNSSEC_BOGUS'

/** Records; none at all means the name exists without data (NODATA). */
export type WorldAnswer = readonly WorldRecord[] | WorldFault

const defaultTtlSeconds = 60

/** Renders the one zone of the made-up world, whose origin is the root: every name without records is NXDOMAIN. */
export function renderZone(answers: ReadonlyMap<string, WorldAnswer>, serial: number): string {
  const lines = [
    '$ORIGIN .',
    `. 60 IN SOA a.root.test. hostmaster.root.test. ${serial} 3600 600 86400 5`,
    '. 60 IN NS a.root.test.',
    'a.root.test. 60 IN A 127.0.0.1',
    `${serialName}. 0 IN TXT "${serial}"`,
  ]
  for (const [name, answer] of answers) {
    if (typeof answer === 'string') continue
    const records = answer.length > 0 ? answer : [{ type: 'TXT', data: '"no addresses here"' } as const]
    for (const record of records) lines.push(renderRecord(name, record))
  }
  return `${lines.join('\n')}\n`
}

/** The TXT record that tells which version of the zone is served. */
export const serialName = 'zone.serial.test'

function renderRecord(name: string, record: WorldRecord): string {
  const ttl = record.ttlSeconds ?? defaultTtlSeconds
  return `${absolute(name)} ${ttl} IN ${record.type} ${record.type === 'CNAME' ? absolute(record.data) : record.data}`
}

/** A name as zone files and Corefiles want it: with its trailing dot. */
export function absolute(name: string): string {
  return name.endsWith('.') ? name : `${name}.`
}
