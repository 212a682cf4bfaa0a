import type { CellEntryView, EnvironmentsPage, EnvironmentsQuery, MatrixRowView } from '@/lib/contract/environments'
import type { Row } from '@/lib/contract/row'
import { compareText } from '@/lib/domain/compare-text'
import type { CellEntry, MatrixCell, MatrixRow } from '@/lib/domain/environment/matrix-row'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import { topCounts } from '@/lib/server/inventory/top-counts'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import type { HomesOf, Matrix, MatrixMember } from './build-matrix'

const noValue = 'none'
const maximumEntries = 20
const maximumOwners = 20

type Found = MatrixRow<MatrixMember>

/** Which tool keeps the alias of a row. */
type KeptByOf = (row: Row) => string | null

interface ViewSources {
  keptByOf: KeptByOf
  homesOf: HomesOf
}

/** The rows of a matrix filtered, counted, sorted (what stands out first, what one environment has last, the worst first) and cut to a window. */
export function queryMatrix(matrix: Matrix, query: EnvironmentsQuery, keptByOf: KeptByOf): EnvironmentsPage {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const isClusterWanted = valueFilter(query.cluster ?? [])
  const isOwnerWanted = valueFilter(query.owner ?? [])
  const named = matrix.rows.filter((row) => hasWords(row, words))
  const ofClusters = (row: Found) => membersOf(row).some(({ cluster }) => isClusterWanted(cluster))
  const ofOwners = (row: Found) => ownersOf(row).some(isOwnerWanted)
  const found = named.filter((row) => ofClusters(row) && ofOwners(row))
  const shown =
    query.state === undefined ? found : found.filter((row) => query.state?.some((state) => isIn(row, state)))
  const weighed = shown.map((row) => ({ row, severity: severityRank(severityOf(row)) })).sort(worstFirst)
  return {
    environments: matrix.environments.map((name, at) => ({
      name,
      dependencies: shown.filter(({ cells }) => (cells[at]?.entries.length ?? 0) > 0).length,
    })),
    moreEnvironments: matrix.moreEnvironments,
    items: weighed
      .slice(query.offset, query.offset + query.limit)
      .map(({ row }) => rowView(row, { keptByOf, homesOf: matrix.homesOf })),
    total: shown.length,
    offset: query.offset,
    states: statesOf(found),
    owners: topCounts(counted(named.filter(ofClusters), ownersOf)),
    clusters: topCounts(counted(named.filter(ofOwners), (row) => membersOf(row).map(({ cluster }) => cluster))),
    withoutEnvironment: matrix.withoutEnvironment,
  }
}

function statesOf(found: readonly Found[]): EnvironmentsPage['states'] {
  const count = (state: keyof EnvironmentsPage['states']) =>
    found.filter((row) => state === 'all' || isIn(row, state)).length
  return {
    all: found.length,
    'stands-out': count('stands-out'),
    different: count('different'),
    alike: count('alike'),
    single: count('single'),
    missing: count('missing'),
  }
}

function isIn(row: Found, state: Exclude<keyof EnvironmentsPage['states'], 'all'>): boolean {
  return state === 'missing' ? row.cells.some(({ missing }) => missing !== null) : row.state === state
}

function membersOf({ cells }: Found): MatrixMember[] {
  return cells.flatMap(({ entries }) => entries.map(({ member }) => member))
}

function ownersOf(row: Found): string[] {
  return [...new Set(membersOf(row).map(({ row: { owner } }) => owner?.value ?? noValue))]
}

function counted(rows: readonly Found[], valuesOf: (row: Found) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of new Set(valuesOf(row))) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function hasWords(row: Found, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const members = membersOf(row).map(({ namespace, name, target, row: { owner } }) => [
    namespace,
    name,
    target,
    owner?.value,
  ])
  const text = [row.system, row.name, ...members.flat()].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

interface Weighed {
  row: Found
  /** The rank of the worst of all that is said of it. */
  severity: number
}

function worstFirst({ row: a, severity }: Weighed, { row: b, severity: other }: Weighed): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    Number(a.state === 'single') - Number(b.state === 'single') ||
    severity - other ||
    compareText(a.name, b.name) ||
    compareText(a.system, b.system)
  )
}

/** What stands out weighs, and what its aliases lead to; what nobody could tell does not. */
function severityOf(row: Found): Severity {
  const all = [row.severity, ...membersOf(row).map((member) => member.row.severity)]
  const [worst] = all.filter((severity) => severity !== 'unknown').sort((a, b) => severityRank(a) - severityRank(b))
  return worst ?? 'ok'
}

function rowView(row: Found, sources: ViewSources): MatrixRowView {
  const { system, name, state, cells } = row
  const owners = ownersOf(row).filter((owner) => owner !== noValue)
  return {
    ...{ system, name, state },
    severity: severityOf(row),
    owners: owners.slice(0, maximumOwners),
    cells: cells.map((cell) => cellView(cell, system, sources)),
  }
}

function cellView(
  { environment, entries, missing }: MatrixCell<MatrixMember>,
  system: string,
  { keptByOf, homesOf }: ViewSources,
): MatrixRowView['cells'][number] {
  const shown = entries.slice(0, maximumEntries).map((entry) => entryView(entry, keptByOf))
  const [home, second] = entries.length === 0 ? homesOf(system, environment) : []
  return {
    ...{ environment, entries: shown, total: entries.length, missing },
    home: second === undefined ? (home ?? null) : null,
  }
}

function entryView({ member, letter, outliers }: CellEntry<MatrixMember>, keptByOf: KeptByOf): CellEntryView {
  const { cluster, namespace, name, target, targetClass, words, row } = member
  return {
    service: { cluster, namespace, name },
    ...{ type: row.type, target, severity: row.severity },
    verdict: { severity: row.verdict.severity, summary: row.verdict.summary },
    ...{ targetClass, letter, words: [...words], outliers },
    keptBy: keptByOf(row),
    drift: row.verdict.notes.find(({ code }) => code === 'DRIFT')?.evidence ?? null,
  }
}
