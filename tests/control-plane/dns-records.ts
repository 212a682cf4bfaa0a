export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'SRV'

export interface WorldRecord {
  readonly type: RecordType
  /** As in a zone file: an address, an absolute name, `10 mail.example.` */
  readonly data: string
  readonly ttlSeconds?: number
}

/** What a name may do instead of answering; it does so for the names below it too. */
export type WorldFault = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'DNSSEC_BOGUS'

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

export const serialName = 'zone.serial.test'
export const faultSerialName = 'faults.serial.test'

function renderRecord(name: string, record: WorldRecord): string {
  const ttl = record.ttlSeconds ?? defaultTtlSeconds
  return `${absolute(name)} ${ttl} IN ${record.type} ${record.type === 'CNAME' ? absolute(record.data) : record.data}`
}

/** Renders the server that answers for the world on one loopback port, the faults as its rules. */
export function renderWorldCorefile(options: {
  readonly port: number
  readonly zoneFile: string
  readonly answers: ReadonlyMap<string, WorldAnswer>
  readonly faultSerial: number
}): string {
  const rules: string[] = []
  for (const [name, answer] of options.answers) {
    if (typeof answer === 'string') rules.push(...faultRules[answer](absolute(name)))
  }
  return `.:${options.port} {
    bind 127.0.0.1
    errors
    template IN TXT ${faultSerialName} {
        answer "${faultSerialName}. 0 IN TXT ${options.faultSerial}"
    }
${rules.map((line) => `    ${line}\n`).join('')}    file ${options.zoneFile} . {
        reload 100ms
    }
}
`
}

const block = (head: string, ...body: string[]) => [`${head} {`, ...body.map((line) => `    ${line}`), '}']

const faultRules: Record<WorldFault, (name: string) => string[]> = {
  SERVFAIL: (name) => block(`template ANY ANY ${name}`, 'rcode SERVFAIL'),
  DNSSEC_BOGUS: (name) => block(`template ANY ANY ${name}`, 'rcode SERVFAIL', 'ederror 6 "signature does not match"'),
  REFUSED: (name) => block(`template ANY ANY ${name}`, 'rcode REFUSED'),
  TIMEOUT: (name) => block(`acl ${name}`, 'drop'),
}

function absolute(name: string): string {
  return name.endsWith('.') ? name : `${name}.`
}
