import type { Row } from '@/lib/contract/row'
import type { RowGroup } from '@/lib/contract/row-group'
import {
  type FacetName,
  type Facets,
  facetNames,
  type ServicesQuery,
  type Sort,
  type SortKey,
} from '@/lib/contract/services'
import { compareText } from '@/lib/domain/compare-text'
import { severityRank } from '@/lib/domain/resolution/severity'
import { type FacetValues, noValue } from './facet-values'
import { firstSorted } from './first-sorted'
import { groupRows } from './group-rows'
import { topCounts } from './top-counts'
import { valueFilter } from './value-filter'

/** A row with the text that the words of a search are looked for in, and what the facets see of it. */
export interface SearchedRow {
  readonly row: Row
  readonly text: string
  readonly facets: FacetValues
}

export interface QueriedRows {
  items: Row[]
  total: number
  facets: Facets
  /** In the first window of a grouped list. */
  groups?: RowGroup[]
  /** Critical and warning rows under all filters but those of severity and host, in no order; none where nothing is counted. */
  bad: Row[]
}

interface FacetFilter {
  name: FacetName
  passes(value: string): boolean
}

/** How many rows of the same facet values there are: of those that pass every filter, and of those that one alone, on a facet, keeps out. */
interface Tally {
  failing: readonly FacetFilter[]
  matched: number
  missed: number
}

/**
 * Filter, sort, count and cut a window, in one pass over the rows plus the order of what the window shows. A facet counts the rows that pass every
 * other filter, so that choosing a second value of the same filter shows what it would add. Rows of the same facet values are judged and counted
 * together: there are ten facets, and far fewer different rows for them than rows.
 */
export function queryRows(rows: Iterable<SearchedRow>, query: ServicesQuery): QueriedRows {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const filters = facetNames.flatMap((name) => filterOf(name, query[name]))
  const [byHost] = filterOf('host', query.host)
  const [byName] = filterOf('name', query.name)
  const isCounted = query.facets === 'all'
  const tallies = new Map<FacetValues, Tally>()
  const matched: Row[] = []
  const bad: Row[] = []
  for (const searched of rows) {
    const { row } = searched
    if (!hasWords(searched, words) || byName?.passes(row.name) === false) continue
    const tally = tallies.get(searched.facets) ?? begin(tallies, searched.facets, filters)
    const { failing } = tally
    const isHost = byHost === undefined || byHost.passes(row.target ?? noValue)
    if (isCounted && isBad(row) && failing.every(({ name }) => name === 'severity')) bad.push(row)
    if (!isHost) continue
    if (failing.length === 0) {
      matched.push(row)
      tally.matched += 1
    } else if (failing.length === 1) tally.missed += 1
  }
  const compare = comparator(query.sort)
  const { rows: ordered, groups } =
    query.by === undefined
      ? { rows: firstSorted(matched, query.offset + query.limit, compare) }
      : groupRows(matched.sort(compare), query.by)
  return {
    items: ordered.slice(query.offset, query.offset + query.limit),
    total: matched.length,
    facets: bounded(isCounted ? countFacets(tallies) : new Map()),
    bad,
    ...(groups === undefined || query.offset > 0 ? {} : { groups }),
  }
}

function filterOf<Name extends string>(name: Name, texts: readonly string[] | undefined) {
  return texts === undefined ? [] : [{ name, passes: valueFilter(texts) }]
}

function begin(tallies: Map<FacetValues, Tally>, facets: FacetValues, filters: readonly FacetFilter[]): Tally {
  const failing = filters.filter(({ name, passes }) => !passes(facets[name]))
  const tally = { failing, matched: 0, missed: 0 }
  tallies.set(facets, tally)
  return tally
}

function countFacets(tallies: ReadonlyMap<FacetValues, Tally>): Map<FacetName, Map<string, number>> {
  const counts = new Map(facetNames.map((name) => [name, new Map<string, number>()]))
  for (const [facets, { failing, matched, missed }] of tallies) {
    if (matched > 0) for (const [name, of] of counts) count(of, facets[name], matched)
    const [only] = failing
    if (missed > 0 && only !== undefined) count(counts.get(only.name), facets[only.name], missed)
  }
  return counts
}

function isBad({ severity }: Row): boolean {
  return severity === 'critical' || severity === 'warning'
}

function hasWords(searched: SearchedRow, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { text } = searched
  for (const word of words) if (!text.includes(word)) return false
  return true
}

function count(counts: Map<string, number> | undefined, value: string, more: number): void {
  counts?.set(value, (counts.get(value) ?? 0) + more)
}

function bounded(counts: ReadonlyMap<FacetName, ReadonlyMap<string, number>>): Facets {
  const of = (name: FacetName) => topCounts(counts.get(name))
  return {
    cluster: of('cluster'),
    namespace: of('namespace'),
    verdict: of('verdict'),
    severity: of('severity'),
    owner: of('owner'),
    environment: of('environment'),
    provider: of('provider'),
    useCase: of('useCase'),
    group: of('group'),
    review: of('review'),
  }
}

function comparator(sort: Sort): (a: Row, b: Row) => number {
  const key = sort.replace('-', '') as SortKey
  const value = sortValues[key]
  const sign = sort.startsWith('-') ? -1 : 1
  return (a, b) => compareValues(value(a), value(b), sign) || byPlace(a, b)
}

function byPlace(a: Row, b: Row): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name) || compareText(a.cluster, b.cluster)
}

const sortValues: Readonly<Record<SortKey, (row: Row) => string | number | null>> = {
  severity: (row) => severityRank(row.severity),
  name: (row) => row.name,
  namespace: (row) => row.namespace,
  target: (row) => row.target,
  owner: (row) => row.owner?.value ?? null,
  environment: (row) => row.environment,
  provider: (row) => row.provider,
  useCase: (row) => row.useCase,
  ttl: (row) => row.ttlSeconds,
  changed: (row) => row.changedAt,
  created: (row) => row.createdAt,
}

/** Rows without a value come last in both directions. */
function compareValues(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -sign : a > b ? sign : 0
}
