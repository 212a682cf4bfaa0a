import type { CellEntryView, MatrixCellView, MatrixRowView } from '@/lib/contract/environments'
import { promoteHost } from '@/lib/domain/environment/promote-host'

/** What promoting a dependency to its next environment would write. */
export interface RowPromotion {
  service: CellEntryView['service']
  /** The environment before, whose target it is. */
  from: string
  environment: string
  current: string
  target: string
}

const unpromoted = new Set(['placeholder', 'not-a-name', 'in-cluster'])

/**
 * For each environment that has one alias, and whose predecessor in the row has one with a host to promote: that host with its word replaced, where
 * the environment has another.
 */
export function promotionsOf({ cells }: Pick<MatrixRowView, 'cells'>): RowPromotion[] {
  const present = cells.filter(({ total }) => total > 0)
  return present.slice(1).flatMap((cell, index) => {
    const before = present[index]
    const source = before === undefined ? null : onlyAlias(before)
    const own = onlyAlias(cell)
    if (before === undefined || source === null || own === null || unpromoted.has(source.kind)) return []
    const { environment } = cell
    const target = promoteHost({ host: source.host, environment, current: own.host })
    const { service, host: current } = own
    return target === null ? [] : [{ service, from: before.environment, environment, current, target }]
  })
}

function onlyAlias({ entries, total }: MatrixCellView) {
  const [entry] = entries
  if (entry === undefined || total > 1 || entry.target === null) return null
  return { service: entry.service, host: entry.target, kind: entry.targetClass.kind }
}
