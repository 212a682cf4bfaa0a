import type { CellEntryView, MatrixCellView, MatrixRowView } from '@/lib/contract/environments'
import { promoteHost } from '@/lib/domain/environment/promote-host'

/** What promoting a dependency to its next environment would write. */
export interface RowPromotion {
  /** The alias that gets another target; where there is none yet, the one that it is made from. */
  service: CellEntryView['service']
  /** Where it is made; null where it is there. */
  home: MatrixCellView['home']
  /** The environment before, whose target it is. */
  from: string
  environment: string
  current: string | null
  target: string
}

const unpromoted = new Set(['placeholder', 'not-a-name', 'in-cluster'])

/**
 * For each environment whose predecessor in the row has one alias with a host to promote: that host with its word replaced, where the environment has
 * another, or where it lacks the alias and the system lives there.
 */
export function promotionsOf({ cells }: Pick<MatrixRowView, 'cells'>): RowPromotion[] {
  const lived = cells.filter(({ total, home }) => total > 0 || home !== null)
  return lived.slice(1).flatMap((cell, index): RowPromotion[] => {
    const before = cell.total > 0 ? lived.slice(0, index + 1).findLast(({ total }) => total > 0) : lived[index]
    const source = before === undefined ? null : onlyAlias(before)
    if (before === undefined || source === null || unpromoted.has(source.kind)) return []
    const { environment, home } = cell
    const own = onlyAlias(cell)
    if (cell.total > 0 && own === null) return []
    const target = promoteHost({ host: source.host, environment, current: own?.host ?? '' })
    if (own !== null) {
      const told = { service: own.service, home: null, from: before.environment, environment, current: own.host }
      return target === null ? [] : [{ ...told, target }]
    }
    const told = { service: source.service, home, from: before.environment, environment, current: null }
    return [{ ...told, target: target ?? source.host }]
  })
}

function onlyAlias({ entries, total }: MatrixCellView) {
  const [entry] = entries
  if (entry === undefined || total > 1 || entry.target === null) return null
  return { service: entry.service, host: entry.target, kind: entry.targetClass.kind }
}
