import { portOfWord } from '@/lib/domain/protocol/well-known-port'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { serviceName } from '@/lib/domain/provider/service-name'

export const databaseEngines = ['postgres', 'mysql', 'mariadb', 'mongodb', 'redis', 'sqlserver', 'oracle'] as const

/** Databases of which one server takes the writes; those whose every server does (Cassandra, CockroachDB) are none of them. */
export type DatabaseEngine = (typeof databaseEngines)[number]

const images: readonly (readonly [RegExp, DatabaseEngine])[] = [
  [/^((percona-distribution|crunchy)-)?(postgres|postgis|pgvector|timescaledb|spilo)/, 'postgres'],
  [/^(percona-server-)?mongo/, 'mongodb'],
  [/^mariadb/, 'mariadb'],
  [/^(mysql|percona)/, 'mysql'],
  [/^(redis|valkey|keydb)/, 'redis'],
  [/^(mssql|azure-sql|sqlserver)/, 'sqlserver'],
  [/^oracle/, 'oracle'],
]

// What stands before a database, looks at it or keeps it takes no writes of its own.
const companions =
  /exporter|express|insight|commander|admin|backup|bouncer|pool|proxy|router|client|operator|sentinel|init/

const ports: ReadonlyMap<number, DatabaseEngine> = new Map([
  [1433, 'sqlserver'],
  [1521, 'oracle'],
  [3306, 'mysql'],
  [5432, 'postgres'],
  [6379, 'redis'],
  [27_017, 'mongodb'],
])

export interface DatabaseSigns {
  images: readonly string[]
  /** Where the pods listen. */
  ports: readonly number[]
  /** Where the alias leads today. */
  target: string | null
}

/** A database that takes writes at one place, and how that is known; null where nothing says that it is one. */
export function readDatabase({
  images: used,
  ports: numbers,
  target,
}: DatabaseSigns): { engine: string; because: string } | null {
  const names = used.map(imageName)
  for (const name of names) {
    const found = companions.test(name) ? undefined : images.find(([pattern]) => pattern.test(name))
    if (found !== undefined) return { engine: found[1], because: `image ${name}` }
  }
  // Of a pooler or proxy the port and the provider say nothing.
  if (names.length > 0 && names.every((name) => companions.test(name))) return null
  for (const number of numbers) {
    const engine = ports.get(number)
    if (engine !== undefined) return { engine, because: `port ${number}` }
  }
  const provider = target === null ? null : findProvider(target)
  if (provider?.category === 'database') {
    const told = target === null ? null : portOfWord(target)
    const engine = (told === null ? undefined : ports.get(told.port)) ?? 'database'
    return { engine, because: `the alias leads to ${serviceName(provider)} today` }
  }
  return null
}

/** `postgres` of `registry.example/library/postgres:16@sha256:…`. */
function imageName(image: string): string {
  const path = image.split('@')[0] ?? ''
  const last = path.slice(path.lastIndexOf('/') + 1)
  return (last.split(':')[0] ?? '').toLowerCase()
}
