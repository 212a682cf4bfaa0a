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
import { firstSorted } from './first-sorted'
import { groupRows } from './group-rows'
import { topCounts } from './top-counts'
import { valueFilter } from './value-filter'

const noValue = 'none'

/** A row with the text that the words of a search are looked for in; null for one that is being made. */
export interface SearchedRow {
  readonly row: Row | null
  readonly text: string
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

const none: never[] = []

// Each value of these is one row's, or few: they are not counted.
const uncounted = ['host', 'name'] as const
const filterNames = [...facetNames, ...uncounted] as const

type FilterName = (typeof filterNames)[number]

/**
 * Filter, sort, count and cut a window, in one pass over the rows plus the order of what the window shows. A facet counts the rows that pass every
 * other filter, so that choosing a second value of the same filter shows what it would add.
 */
export function queryRows(rows: Iterable<SearchedRow>, query: ServicesQuery): QueriedRows {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const active = filterNames.flatMap((name) => filterOf(name, query[name]))
  const isCounted = query.facets === 'all'
  const counted = isCounted ? facetNames : none
  const counters = counted.map((name) => ({ name, counts: new Map<string, number>() }))
  const counts = new Map(counters.map(({ name, counts: of }) => [name, of]))
  const matched: Row[] = []
  const bad: Row[] = []
  for (const searched of rows) {
    const { row } = searched
    if (row === null || !hasWords(searched, words)) continue
    const failing = active.length === 0 ? none : active.filter(({ name, passes }) => !passes(facetValue(row, name)))
    if (isCounted && isBad(row) && failing.every(({ name }) => name === 'severity' || name === 'host')) bad.push(row)
    if (failing.length === 0) {
      matched.push(row)
      for (const { name, counts: of } of counters) count(of, facetValue(row, name))
    } else if (failing.length === 1 && failing[0]) {
      for (const { name, counts: of } of counters) if (name === failing[0].name) count(of, facetValue(row, name))
    }
  }
  const compare = comparator(query.sort)
  const { rows: ordered, groups } =
    query.by === undefined
      ? { rows: firstSorted(matched, query.offset + query.limit, compare) }
      : groupRows(matched.sort(compare), query.by)
  return {
    items: ordered.slice(query.offset, query.offset + query.limit),
    total: matched.length,
    facets: bounded(counts),
    bad,
    ...(groups === undefined || query.offset > 0 ? {} : { groups }),
  }
}

function filterOf(name: FilterName, texts: readonly string[] | undefined) {
  return texts === undefined ? [] : [{ name, passes: valueFilter(texts) }]
}

/** The value a filter compares with; rows without one count as `none`. */
export function facetValue(row: Row, name: FilterName): string {
  switch (name) {
    case 'host':
      return row.target ?? noValue
    case 'name':
      return row.name
    case 'cluster':
      return row.cluster
    case 'namespace':
      return row.namespace
    case 'verdict':
      return row.verdict.code
    case 'severity':
      return row.severity
    case 'owner':
      return row.owner?.value ?? noValue
    case 'environment':
      return row.environment ?? noValue
    case 'provider':
      return row.provider ?? noValue
    case 'useCase':
      return row.useCase ?? noValue
    case 'group':
      return row.group?.name ?? noValue
    case 'review':
      return row.reviewState ?? noValue
  }
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

function count(counts: Map<string, number> | undefined, value: string): void {
  counts?.set(value, (counts.get(value) ?? 0) + 1)
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
