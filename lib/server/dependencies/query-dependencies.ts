import {
  type DependenciesPage,
  type DependenciesQuery,
  type DependencyFacetName,
  type DependencyFacets,
  type DependencySort,
  type DependencySortKey,
  dependencyFacetNames,
} from '@/lib/contract/dependencies'
import { readFilterValue } from '@/lib/contract/filter-value'
import type { Row } from '@/lib/contract/row'
import { compareText } from '@/lib/domain/compare-text'
import { groupByHost } from '@/lib/domain/dependency/dependency'
import { serviceName } from '@/lib/domain/provider/service-name'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { VerdictSince } from '@/lib/domain/resolution/verdict-since'
import { topCounts } from '@/lib/server/inventory/top-counts'
import { dependencyItem } from './dependency-item'
import { FoundHost, searchWords } from './found-host'

const noValue = 'none'

export type SinceOf = (row: Row) => VerdictSince | null

/**
 * The hosts that rows point at: gathered, filtered, counted, sorted and cut to a window; one pass over the rows and one over the hosts. A host passes a
 * filter when any of its aliases has a wanted value and none an unwanted one; what it shows are all its aliases.
 */
export function queryDependencies(
  rows: Iterable<Row>,
  query: DependenciesQuery,
  sinceOf: SinceOf,
): Omit<DependenciesPage, 'offset'> {
  const words = searchWords(query.q ?? '')
  const filters = dependencyFacetNames.flatMap((name) => filterOf(name, query[name]))
  const counts = new Map(dependencyFacetNames.map((name) => [name, new Map<string, number>()]))
  const names = query.facets === 'all' ? dependencyFacetNames : []
  const matched: FoundHost[] = []
  for (const [host, aliases] of groupByHost(rows)) {
    const found = new FoundHost(host, aliases)
    if (!found.hasWords(words)) continue
    const failing = filters.filter(({ name, passes }) => !passes(valuesOf(found, name)))
    if (failing.length === 0) matched.push(found)
    const isCounted = (name: DependencyFacetName) => failing.every((each) => each.name === name)
    for (const name of names) if (isCounted(name)) count(counts.get(name), valuesOf(found, name))
  }
  matched.sort(comparator(query.sort, sinceOf))
  const shown = matched.slice(query.offset, query.offset + query.limit)
  return {
    items: shown.map(({ dependency, provider }) => dependencyItem(dependency, provider, sinceOf(dependency.lead))),
    total: matched.length,
    facets: bounded(counts),
  }
}

function filterOf(name: DependencyFacetName, texts: readonly string[] | undefined) {
  if (texts === undefined) return []
  const values = texts.map(readFilterValue)
  const wanted = new Set(values.flatMap(({ value, isNot }) => (isNot ? [] : [value])))
  const unwanted = new Set(values.flatMap(({ value, isNot }) => (isNot ? [value] : [])))
  const passes = (own: readonly string[]) =>
    (wanted.size === 0 || own.some((value) => wanted.has(value))) && !own.some((value) => unwanted.has(value))
  return [{ name, passes }]
}

/** All that a host's aliases have of something; `none` when one of them has nothing. A provider is found by its name and by that of its service. */
function valuesOf({ dependency, provider }: FoundHost, name: DependencyFacetName): readonly string[] {
  switch (name) {
    case 'severity':
      return [dependency.severity]
    case 'provider':
      return provider === null ? [noValue] : [...new Set([provider.provider, serviceName(provider)])]
    case 'category':
      return [provider?.category ?? noValue]
    case 'owner':
      return dependency.unowned > 0 ? [...dependency.teams, noValue] : dependency.teams
    case 'environment':
      return dependency.aliases.some(({ environment }) => environment === null)
        ? [...dependency.environments, noValue]
        : dependency.environments
  }
}

function count(counts: Map<string, number> | undefined, values: readonly string[]): void {
  for (const value of values) counts?.set(value, (counts.get(value) ?? 0) + 1)
}

function bounded(counts: Map<DependencyFacetName, Map<string, number>>): DependencyFacets {
  const of = (name: DependencyFacetName) => topCounts(counts.get(name))
  return {
    severity: of('severity'),
    provider: of('provider'),
    category: of('category'),
    owner: of('owner'),
    environment: of('environment'),
  }
}

function comparator(sort: DependencySort, sinceOf: SinceOf): (a: FoundHost, b: FoundHost) => number {
  const key = sort.replace('-', '') as DependencySortKey
  const sign = sort.startsWith('-') ? -1 : 1
  const sinces = new Map<FoundHost, string | null>()
  const since = (found: FoundHost) => {
    const known = sinces.get(found)
    if (known !== undefined) return known
    const at = sinceOf(found.dependency.lead)?.at ?? null
    sinces.set(found, at)
    return at
  }
  const value = key === 'since' ? since : sortValues[key]
  return (a, b) => compareValues(value(a), value(b), sign) || byWeight(a, b)
}

const sortValues: Readonly<Record<Exclude<DependencySortKey, 'since'>, (found: FoundHost) => string | number | null>> =
  {
    severity: ({ dependency }) => severityRank(dependency.severity),
    host: ({ dependency }) => dependency.host,
    provider: ({ provider }) => (provider === null ? null : `${provider.provider} ${provider.service}`),
    aliases: ({ dependency }) => dependency.aliases.length,
    namespaces: ({ dependency }) => dependency.namespaces.length,
    teams: ({ dependency }) => dependency.teams.length,
    environments: ({ dependency }) => dependency.environments.length,
    addresses: ({ dependency }) => dependency.addresses.length,
  }

/** What most depends on comes first, then by name. */
function byWeight({ dependency: a }: FoundHost, { dependency: b }: FoundHost): number {
  return b.aliases.length - a.aliases.length || compareText(a.host, b.host)
}

/** Hosts without a value come last in both directions. */
function compareValues(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -sign : a > b ? sign : 0
}
