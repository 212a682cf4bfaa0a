import type { Row } from '@/lib/contract/row'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { CellMember } from '@/lib/domain/environment/cell-member'
import { findLogicalDependencies, systemOf } from '@/lib/domain/environment/logical-dependency'
import { type MatrixRow, matrixRow } from '@/lib/domain/environment/matrix-row'
import { inPromotionOrder } from '@/lib/domain/environment/promotion-order'
import { type TargetClass, targetClass } from '@/lib/domain/environment/target-class'

/** An alias in the matrix, with the row that lists have of it. */
export interface MatrixMember extends CellMember {
  row: Row
}

export interface Matrix {
  environments: string[]
  moreEnvironments: number
  rows: MatrixRow<MatrixMember>[]
  withoutEnvironment: number
}

export interface MatrixSources {
  /** Environments in promotion order. */
  order: readonly string[]
  labelsOf(row: Row): Readonly<Record<string, string>>
  domainsOf(cluster: string): UseCaseSettings
}

const maximumColumns = 12

/**
 * The matrix of what rows stand for, over their environments in promotion order: twelve at most, those with the most Services. The colours of a blue-green
 * group are no dependencies of their own: the active alias stands for it.
 */
export function buildMatrix(rows: Iterable<Row>, { order, labelsOf, domainsOf }: MatrixSources): Matrix {
  const classOf = rememberClasses(domainsOf)
  const members: MatrixMember[] = []
  let withoutEnvironment = 0
  for (const row of rows) {
    const { cluster, namespace, name, environment, target } = row
    if (row.group !== null && row.group.role !== 'active') continue
    if (environment === null) withoutEnvironment += 1
    else
      members.push({
        cluster,
        namespace,
        name,
        environment,
        labels: labelsOf(row),
        target,
        targetClass: classOf(row),
        row,
      })
  }
  const { environments, moreEnvironments } = columnsOf(members, order)
  const inhabited = inhabitedBy(members)
  const everywhere = (all: readonly MatrixMember[]) =>
    new Set(all.flatMap((member) => [...(inhabited.get(systemOf(member)) ?? [])]))
  const matrixRows = findLogicalDependencies(members).map((dependency) =>
    matrixRow(dependency, { environments, inhabited: everywhere(dependency.members) }),
  )
  return {
    environments,
    moreEnvironments,
    rows: matrixRows.filter(({ cells }) => cells.some(({ entries }) => entries.length > 0)),
    withoutEnvironment,
  }
}

function columnsOf(members: readonly MatrixMember[], order: readonly string[]) {
  const counts = new Map<string, number>()
  for (const { environment } of members) counts.set(environment, (counts.get(environment) ?? 0) + 1)
  const most = inPromotionOrder(counts.keys(), order)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, maximumColumns)
  return { environments: inPromotionOrder(most, order), moreEnvironments: counts.size - most.length }
}

/** The environments of each system. */
function inhabitedBy(members: readonly MatrixMember[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const member of members) {
    const system = systemOf(member)
    found.set(system, (found.get(system) ?? new Set()).add(member.environment))
  }
  return found
}

function rememberClasses(domainsOf: MatrixSources['domainsOf']): (row: Row) => TargetClass {
  const known = new Map<string, TargetClass>()
  return ({ cluster, target }) => {
    const key = `${cluster}/${target ?? ''}`
    const found = known.get(key) ?? targetClass(target, domainsOf(cluster))
    known.set(key, found)
    return found
  }
}
