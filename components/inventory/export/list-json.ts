import type { Row } from '@/lib/contract/row'
import type { ColumnKey } from '../columns'

/** Rows as a JSON array of objects: severity, name, then what the API says for each of the given columns. */
export function listJson(rows: readonly Row[], shown: readonly ColumnKey[]): string {
  const objects = rows.map((row) =>
    Object.assign({ severity: row.severity, name: row.name }, ...shown.map((key) => fields(row, key))),
  )
  return `${JSON.stringify(objects, null, 2)}\n`
}

function fields(row: Row, column: ColumnKey): Partial<Row> {
  switch (column) {
    case 'namespace':
      return { namespace: row.namespace }
    case 'cluster':
      return { cluster: row.cluster }
    case 'target':
      return { target: row.target }
    case 'environment':
      return { environment: row.environment }
    case 'changedBy':
      return { changedBy: row.changedBy }
    case 'provider':
      return { provider: row.provider }
    case 'useCase':
      return { useCase: row.useCase }
    case 'service':
      return { serviceName: row.serviceName }
    case 'chain':
      return { chain: row.chain, brokenAt: row.brokenAt }
    case 'leads':
      return { terminal: row.terminal, addresses: row.addresses, verdict: row.verdict, vantage: row.vantage }
    case 'ttl':
      return { ttlSeconds: row.ttlSeconds, ttlHighestSeconds: row.ttlHighestSeconds }
    case 'owner':
      return { owner: row.owner }
    case 'created':
      return { createdAt: row.createdAt }
    case 'changed':
      return { changedAt: row.changedAt }
  }
}
