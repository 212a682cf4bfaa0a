import type { UseCase } from './use-case'

const legacy = wordSet('legacy prem onprem premises mainframe as400 corp datacenter datacentre intranet')
const cluster = wordSet('cluster clusters multicluster clusterset k8s kubernetes')
const database = wordSet(
  'database databases db dbs sql rds postgres postgresql pg pgsql mysql mariadb mssql sqlserver mongo mongodb redis valkey',
  'memcached cache cassandra scylla elasticsearch opensearch cockroach cockroachdb clickhouse influxdb neo4j dynamodb',
  'datastore warehouse redshift snowflake kafka rabbitmq amqp broker',
)
// Programs in front of a database are not one.
const notDatabase = wordSet('api exporter gateway proxy admin ui')
const thirdParty = wordSet('saas thirdparty vendor webhook webhooks')

export interface UseCaseWord {
  useCase: UseCase
  word: string
}

/** The use case that the words of a host, a name or a label's value tell, and the word that told it; null when none does. */
export function findUseCaseWord(text: string): UseCaseWord | null {
  const parts = text.toLowerCase().replaceAll('third-party', 'thirdparty').split('.').map(splitWords)
  return (
    find(parts, 'legacy', legacy) ??
    // `redis-cluster` is a database that is clustered.
    find(
      parts.filter((words) => !words.some(isIn(database))),
      'cross-cluster',
      cluster,
    ) ??
    find(
      parts.filter((words) => !words.some(isIn(notDatabase))),
      'managed-database',
      database,
    ) ??
    find(parts, 'third-party-api', thirdParty)
  )
}

function find(parts: readonly string[][], useCase: UseCase, known: ReadonlySet<string>): UseCaseWord | null {
  const word = parts.flat().find(isIn(known))
  return word === undefined ? null : { useCase, word }
}

function splitWords(part: string): string[] {
  return part.split(/[^a-z0-9]+/).filter((word) => word !== '')
}

function isIn(known: ReadonlySet<string>): (word: string) => boolean {
  return (word) => known.has(word) || known.has(word.replace(/[0-9]{1,9}$/, ''))
}

function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')))
}
