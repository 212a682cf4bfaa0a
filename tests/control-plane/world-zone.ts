import { defaultTtlSeconds, type PlainAnswer, type WorldRecord } from '../../demo/world/world-answer.ts'

/** Renders the one zone of the made-up world, whose origin is the root: every name without records is NXDOMAIN. */
export function renderZone(answers: ReadonlyMap<string, PlainAnswer>, serial: number): string {
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
