import type { Row } from '@/lib/contract/row'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { CellMember } from '@/lib/domain/environment/cell-member'
import { readHostWords } from '@/lib/domain/environment/host-words'
import { findLogicalDependencies, systemOf } from '@/lib/domain/environment/logical-dependency'
import { type MatrixRow, matrixRow } from '@/lib/domain/environment/matrix-row'
import { inPromotionOrder } from '@/lib/domain/environment/promotion-order'
import { targetClass } from '@/lib/domain/environment/target-class'

/** An alias in the matrix, with the row that lists have of it. */
export interface MatrixMember extends CellMember {
  row: Row
}

export interface Matrix {
  environments: string[]
  moreEnvironments: number
  rows: MatrixRow<MatrixMember>[]
  withoutEnvironment: number
  homesOf: HomesOf
}

/** The namespaces in which a system lives in an environment. */
export type HomesOf = (system: string, environment: string) => { cluster: string; namespace: string }[]

export interface MatrixSources {
  /** Environments in promotion order. */
  order: readonly string[]
  labelsOf(row: Row): Readonly<Record<string, string>>
  domainsOf(cluster: string): UseCaseSettings
}

/** What is read in the target of a row, for one domain of its cluster. */
interface TargetReading extends Pick<CellMember, 'targetClass' | 'words'> {
  clusterDomain: string
}

const maximumColumns = 12

/**
 * The matrix of what rows stand for, over their environments in promotion order: twelve at most, those with the most Services. The colours of a blue-green
 * group are no dependencies of their own: the active alias stands for it.
 */
export function buildMatrix(rows: Iterable<Row>, { order, labelsOf, domainsOf }: MatrixSources): Matrix {
  const members: MatrixMember[] = []
  let withoutEnvironment = 0
  for (const row of rows) {
    const { cluster, namespace, name, environment, target } = row
    if (row.group !== null && row.group.role !== 'active') continue
    if (environment === null) withoutEnvironment += 1
    else {
      const reading = readTarget(row, domainsOf(cluster))
      members.push({
        cluster,
        namespace,
        name,
        environment,
        labels: labelsOf(row),
        target,
        targetClass: reading.targetClass,
        words: reading.words,
        row,
      })
    }
  }
  return { ...matrixOf(members, order), withoutEnvironment }
}

/** The matrix of members that have an environment: what they stand for, row by row. */
export function matrixOf<M extends CellMember>(members: readonly M[], order: readonly string[]) {
  const { environments, moreEnvironments } = columnsOf(members, order)
  const inhabited = inhabitedBy(members)
  const everywhere = (all: readonly M[]) =>
    new Set(all.flatMap((member) => [...(inhabited.get(systemOf(member))?.keys() ?? [])]))
  const homesOf: HomesOf = (system, environment) => [...(inhabited.get(system)?.get(environment)?.values() ?? [])]
  const rows: MatrixRow<M>[] = findLogicalDependencies(members).map((dependency) =>
    matrixRow(dependency, { environments, inhabited: everywhere(dependency.members) }),
  )
  return {
    environments,
    moreEnvironments,
    rows: rows.filter(({ cells }) => cells.some(({ entries }) => entries.length > 0)),
    homesOf,
  }
}

function columnsOf(members: readonly CellMember[], order: readonly string[]) {
  const counts = new Map<string, number>()
  for (const { environment } of members) counts.set(environment, (counts.get(environment) ?? 0) + 1)
  const most = inPromotionOrder(counts.keys(), order)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, maximumColumns)
  return { environments: inPromotionOrder(most, order), moreEnvironments: counts.size - most.length }
}

type Homes = Map<string, { cluster: string; namespace: string }>

/** The environments of each system, with its namespaces there. */
function inhabitedBy(members: readonly CellMember[]): Map<string, Map<string, Homes>> {
  const found = new Map<string, Map<string, Homes>>()
  for (const { cluster, namespace, environment } of members) {
    const system = systemOf({ namespace, environment })
    const environments = found.get(system) ?? new Map<string, Homes>()
    const homes = environments.get(environment) ?? (new Map() as Homes)
    found.set(system, environments.set(environment, homes.set(`${cluster}/${namespace}`, { cluster, namespace })))
  }
  return found
}

// A row is made anew when its alias changes, so that what was read in its target holds for as long as it lives.
const readings = new WeakMap<Row, TargetReading>()

function readTarget(row: Row, domains: UseCaseSettings): TargetReading {
  const known = readings.get(row)
  if (known?.clusterDomain === domains.clusterDomain) return known
  const { target } = row
  const { clusterDomain } = domains
  const words = target === null ? [] : readHostWords(target)
  const reading = { clusterDomain, targetClass: targetClass(target, domains), words }
  readings.set(row, reading)
  return reading
}
