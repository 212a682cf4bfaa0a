import {
  type FindingFacetName,
  type FindingFacets,
  type FindingItem,
  type FindingSort,
  type FindingSortKey,
  type FindingsPage,
  type FindingsQuery,
  findingFacetNames,
} from '@/lib/contract/findings'
import { compareText } from '@/lib/domain/compare-text'
import { severityRank } from '@/lib/domain/resolution/severity'
import { firstSorted } from '@/lib/server/inventory/first-sorted'
import { topCounts } from '@/lib/server/inventory/top-counts'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import { FindingTeams } from './finding-teams'

const noValue = 'none'
const filterNames = [...findingFacetNames, 'name'] as const

type FilterName = (typeof filterNames)[number]

/**
 * Takes findings one by one, counts them and keeps those that match; then cuts the window. A facet counts what passes every other filter, so that
 * choosing a second value of the same filter shows what it would add.
 */
export class FindingsSearch {
  readonly #query: FindingsQuery
  readonly #words: readonly string[]
  readonly #filters: readonly { name: FilterName; passes(value: string): boolean }[]
  readonly #counts = new Map(findingFacetNames.map((name) => [name, new Map<string, number>()]))
  readonly #teams = new FindingTeams()
  readonly #matched: FindingItem[] = []
  #suppressed = 0

  constructor(query: FindingsQuery) {
    this.#query = query
    this.#words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    this.#filters = filterNames.flatMap((name) => {
      const texts = query[name]
      return texts === undefined ? [] : [{ name, passes: valueFilter(texts) }]
    })
  }

  take(item: FindingItem): void {
    if (!hasWords(item, this.#words)) return
    const failing = this.#filters.filter(({ name, passes }) => !passes(facetValue(item, name)))
    if (failing.length > 1) return
    const [only] = failing
    if (item.suppressed !== null && only === undefined) this.#suppressed += 1
    const { suppressed } = this.#query
    if (suppressed !== 'all' && (item.suppressed !== null) !== (suppressed === 'yes')) return
    if (only === undefined) this.#matched.push(item)
    if (this.#query.facets === 'none') return
    for (const name of findingFacetNames) {
      if (only === undefined || only.name === name) count(this.#counts.get(name), facetValue(item, name))
    }
    if (only === undefined || only.name === 'owner') this.#teams.take(item)
  }

  page(): Omit<FindingsPage, 'partial'> {
    const { offset, limit, sort } = this.#query
    const total = this.#matched.length
    const ordered = firstSorted(this.#matched, offset + limit, comparator(sort))
    return {
      items: ordered.slice(offset, offset + limit),
      ...{ total, offset, suppressed: this.#suppressed },
      facets: this.#facets(),
      teams: this.#teams.worstFirst(),
    }
  }

  #facets(): FindingFacets {
    const of = (name: FindingFacetName) => topCounts(this.#counts.get(name))
    return {
      code: of('code'),
      severity: of('severity'),
      owner: of('owner'),
      namespace: of('namespace'),
      cluster: of('cluster'),
      environment: of('environment'),
    }
  }
}

function facetValue(item: FindingItem, name: FilterName): string {
  return item[name] ?? noValue
}

function count(counts: Map<string, number> | undefined, value: string): void {
  counts?.set(value, (counts.get(value) ?? 0) + 1)
}

function hasWords({ name, namespace, target, owner, code }: FindingItem, words: readonly string[]): boolean {
  return words.every((word) => {
    const isIn = (text: string | null) => text?.toLowerCase().includes(word) === true
    return isIn(name) || isIn(namespace) || isIn(target) || isIn(owner) || isIn(code)
  })
}

function comparator(sort: FindingSort): (a: FindingItem, b: FindingItem) => number {
  const key = sort.replace('-', '') as FindingSortKey
  const sign = sort.startsWith('-') ? -1 : 1
  return (a, b) => compareBy(key, a, b, sign) || byWeight(a, b)
}

/** What has no value comes last in both directions. */
function compareBy(key: FindingSortKey, a: FindingItem, b: FindingItem, sign: number): number {
  if (key === 'severity') return sign * (severityRank(a.severity) - severityRank(b.severity))
  const [left, right] = [a[key], b[key]]
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
  return sign * compareText(left, right)
}

/** The same trouble stands together, then the same place. */
function byWeight(a: FindingItem, b: FindingItem): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    compareText(a.code, b.code) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.cluster, b.cluster)
  )
}
