/** What clients speak at a port; `tcp` where no client of its own is known here. */
export const clientProtocols = [
  'postgres',
  'mysql',
  'redis',
  'mongodb',
  'amqp',
  'kafka',
  'https',
  'http',
  'tcp',
] as const

export type ClientProtocol = (typeof clientProtocols)[number]

export interface WellKnownPort {
  /** As Kubernetes takes it for the name of a port: at most 15 characters. */
  name: string
  protocol: ClientProtocol
}

/** What usually listens, by TCP port. */
export const wellKnownPorts: ReadonlyMap<number, WellKnownPort> = new Map<number, WellKnownPort>([
  [22, { name: 'ssh', protocol: 'tcp' }],
  [25, { name: 'smtp', protocol: 'tcp' }],
  [80, { name: 'http', protocol: 'http' }],
  [389, { name: 'ldap', protocol: 'tcp' }],
  [443, { name: 'https', protocol: 'https' }],
  [465, { name: 'smtps', protocol: 'tcp' }],
  [587, { name: 'smtp', protocol: 'tcp' }],
  [636, { name: 'ldaps', protocol: 'tcp' }],
  [1433, { name: 'mssql', protocol: 'tcp' }],
  [1521, { name: 'oracle', protocol: 'tcp' }],
  [2049, { name: 'nfs', protocol: 'tcp' }],
  [3306, { name: 'mysql', protocol: 'mysql' }],
  [5432, { name: 'postgres', protocol: 'postgres' }],
  [5439, { name: 'redshift', protocol: 'postgres' }],
  [5671, { name: 'amqps', protocol: 'amqp' }],
  [5672, { name: 'amqp', protocol: 'amqp' }],
  [6379, { name: 'redis', protocol: 'redis' }],
  [6380, { name: 'rediss', protocol: 'redis' }],
  [6432, { name: 'postgres', protocol: 'postgres' }],
  [8080, { name: 'http', protocol: 'http' }],
  [8182, { name: 'gremlin', protocol: 'tcp' }],
  [8443, { name: 'https', protocol: 'https' }],
  [8883, { name: 'mqtts', protocol: 'tcp' }],
  [9042, { name: 'cql', protocol: 'tcp' }],
  [9092, { name: 'kafka', protocol: 'kafka' }],
  [9093, { name: 'kafka', protocol: 'kafka' }],
  [9094, { name: 'kafka', protocol: 'kafka' }],
  [9098, { name: 'kafka', protocol: 'kafka' }],
  [9142, { name: 'cql', protocol: 'tcp' }],
  [9200, { name: 'http', protocol: 'http' }],
  [9243, { name: 'https', protocol: 'https' }],
  [26257, { name: 'postgres', protocol: 'postgres' }],
  [27017, { name: 'mongodb', protocol: 'mongodb' }],
])

/** What usually listens at a TCP port; null for one that no protocol is known for. */
export function wellKnownPort(port: number): WellKnownPort | null {
  return wellKnownPorts.get(port) ?? null
}

const words: readonly (readonly [RegExp, number])[] = [
  [/postgres|psql|pgsql|timescale/, 5432],
  [/mysql|mariadb/, 3306],
  [/redis|valkey/, 6379],
  [/mongo/, 27017],
  [/amqp|rabbit/, 5672],
  [/kafka/, 9092],
  [/mssql|sqlserver/, 1433],
  [/oracle/, 1521],
  [/cassandra|scylla/, 9042],
  [/elastic|opensearch/, 9200],
  [/smtp/, 587],
  [/ldap/, 636],
]

/** The port of the software that a name has a word for, and that word; null when it has none. */
export function portOfWord(name: string): { port: number; word: string } | null {
  const lower = name.toLowerCase()
  for (const [pattern, port] of words) {
    const word = pattern.exec(lower)?.[0]
    if (word !== undefined) return { port, word }
  }
  return null
}
