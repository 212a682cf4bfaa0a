import type { Row } from '@/lib/contract/row'
import { type Grouping, maximumGroups, type RowGroup } from '@/lib/contract/row-group'
import { severityRank } from '@/lib/domain/resolution/severity'

const noValue = 'none'
const maximumOwners = 3

interface Gathered {
  value: string | null
  rows: Row[]
}

/**
 * Puts sorted rows together by a value, and says of each group what its header shows. Groups stand in the order of their first row, so the order
 * that was asked for also orders them. Beyond `limit` groups the rows come last, as one group whose value is null.
 */
export function groupRows(
  sorted: readonly Row[],
  by: Grouping,
  limit = maximumGroups,
): { rows: Row[]; groups: RowGroup[] } {
  const gathered = new Map<string | null, Gathered>()
  const rest: Gathered = { value: null, rows: [] }
  for (const row of sorted) {
    const value = groupValue(row, by)
    const known = gathered.get(value)
    if (known) known.rows.push(row)
    else if (gathered.size < limit) gathered.set(value, { value, rows: [row] })
    else rest.rows.push(row)
  }
  const all = [...gathered.values(), ...(rest.rows.length > 0 ? [rest] : [])]
  return { rows: all.flatMap(({ rows }) => rows), groups: all.map((group) => summary(group, by)) }
}

function groupValue(row: Row, by: Grouping): string {
  switch (by) {
    case 'namespace':
      return row.namespace
    case 'host':
      return row.target ?? noValue
    case 'owner':
      return row.owner?.value ?? noValue
    case 'environment':
      return row.environment ?? noValue
    case 'useCase':
      return row.useCase ?? noValue
    case 'namespacePurpose':
      return row.namespacePurpose ?? noValue
  }
}

function summary({ value, rows }: Gathered, by: Grouping): RowGroup {
  const severities: RowGroup['severities'] = {}
  const owners = new Map<string, number>()
  let worst = rows[0]
  for (const row of rows) {
    severities[row.severity] = (severities[row.severity] ?? 0) + 1
    if (row.owner !== null) owners.set(row.owner.value, (owners.get(row.owner.value) ?? 0) + 1)
    if (worst === undefined || severityRank(row.severity) < severityRank(worst.severity)) worst = row
  }
  const byCount = [...owners].sort((a, b) => b[1] - a[1]).map(([owner]) => owner)
  return {
    value,
    total: rows.length,
    severity: worst?.severity ?? 'unknown',
    severities,
    owners: byCount.slice(0, maximumOwners),
    ownersTotal: owners.size,
    lead: by === 'host' && value !== null && worst ? leadOf(worst) : null,
  }
}

function leadOf({ target, chain, brokenAt, vantage, verdict, finding }: Row): RowGroup['lead'] {
  return target === null ? null : { chain, brokenAt, vantage, verdict, finding }
}
