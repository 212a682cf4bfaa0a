import type { UseCase } from './use-case'

type Hint = 'legacy' | 'cluster' | 'database' | 'before-database' | 'third-party'

const hints = new Map<string, Hint>([
  ...hint('legacy', 'legacy prem onprem premises mainframe as400 corp datacenter datacentre intranet'),
  ...hint('cluster', 'cluster clusters multicluster clusterset k8s kubernetes'),
  ...hint(
    'database',
    'database databases db dbs sql rds postgres postgresql pg pgsql mysql mariadb mssql sqlserver mongo mongodb redis valkey',
    'memcached cache cassandra scylla elasticsearch opensearch cockroach cockroachdb clickhouse influxdb neo4j dynamodb',
    'datastore warehouse redshift snowflake kafka rabbitmq amqp broker',
  ),
  // Programs in front of a database are not one.
  ...hint('before-database', 'api exporter gateway proxy admin ui'),
  ...hint('third-party', 'saas thirdparty vendor webhook webhooks'),
])

// Most names hold none of them: that is told without taking the name apart.
const anyHint = new RegExp(`(?:^|[^a-z0-9])(?:third-party|${[...hints.keys()].join('|')})[0-9]*(?![a-z0-9])`)

export interface UseCaseWord {
  useCase: UseCase
  word: string
}

/**
 * The use case that the words of a host, a name or a label's value tell, and the word that told it; null when none does. Asked for every alias
 * several times, so it goes through the words once.
 */
export function findUseCaseWord(text: string): UseCaseWord | null {
  const lower = text.toLowerCase()
  if (!anyHint.test(lower)) return null
  const found = new Map<Hint, string>()
  for (const part of lower.replaceAll('third-party', 'thirdparty').split('.')) {
    const told = hintsIn(part)
    // `redis-cluster` is a database that is clustered.
    if (told.has('database')) told.delete('cluster')
    if (told.has('before-database')) told.delete('database')
    for (const [hint, word] of told) if (!found.has(hint)) found.set(hint, word)
  }
  for (const { hint, useCase } of ranking) {
    const word = found.get(hint)
    if (word !== undefined) return { useCase, word }
  }
  return null
}

const ranking: readonly { hint: Hint; useCase: UseCase }[] = [
  { hint: 'legacy', useCase: 'legacy' },
  { hint: 'cluster', useCase: 'cross-cluster' },
  { hint: 'database', useCase: 'managed-database' },
  { hint: 'third-party', useCase: 'third-party-api' },
]

const nothing: Map<Hint, string> = new Map()

/** The first word of each kind in one label of a name. */
function hintsIn(part: string): Map<Hint, string> {
  let told = nothing
  for (const word of part.split(/[^a-z0-9]+/)) {
    const hint = hints.get(word) ?? hints.get(withoutNumber(word))
    if (hint === undefined) continue
    if (told === nothing) told = new Map()
    if (!told.has(hint)) told.set(hint, word)
  }
  return told
}

function withoutNumber(word: string): string {
  return /[0-9]$/.test(word) ? word.replace(/[0-9]{1,9}$/, '') : word
}

function hint(kind: Hint, ...lines: string[]): [string, Hint][] {
  return lines.flatMap((line) => line.split(' ')).map((word) => [word, kind])
}
