import { createParser, type inferParserType, parseAsString } from 'nuqs/server'
import {
  maximumFilterLength,
  maximumFilterValues,
  parseAsFilter,
  parseAsSeverities,
  senses,
} from '@/components/inventory/filter-values'
import type { DependenciesFilters } from '@/lib/client/dependency-queries'
import { type DependencySort, dependencySortSchema } from '@/lib/contract/dependencies'

const parseAsSort = createParser<DependencySort>({
  parse: (value) => dependencySortSchema.safeParse(value).data ?? null,
  serialize: String,
})

/** The part of the URL that says which hosts are shown, read alike on server and browser; what is not valid is left out. */
export const dependencyParams = {
  q: parseAsString.withDefault(''),
  severity: parseAsSeverities,
  provider: parseAsFilter,
  category: parseAsFilter,
  owner: parseAsFilter,
  environment: parseAsFilter,
  sort: parseAsSort.withDefault('severity'),
}

export type DependencyParams = inferParserType<typeof dependencyParams>

export const dependencyFilterFields = ['severity', 'owner', 'environment', 'provider', 'category'] as const

export type DependencyFilterField = (typeof dependencyFilterFields)[number]

/** One part of what is filtered: hosts that have one of the values of a field, or that have none of them. */
export interface DependencyToken {
  field: DependencyFilterField
  isNot: boolean
  values: readonly string[]
}

/** The query of the API that the URL stands for. */
export function toDependencyFilters(params: DependencyParams): DependenciesFilters {
  const q = params.q.trim().slice(0, maximumFilterLength)
  const filters: DependenciesFilters = { sort: params.sort }
  if (q !== '') filters.q = q
  if (params.severity.length > 0) filters.severity = [...new Set(params.severity)].slice(0, 10)
  for (const field of dependencyFilterFields) {
    if (field === 'severity' || params[field].length === 0) continue
    filters[field] = [...new Set(params[field])].slice(0, maximumFilterValues)
  }
  return filters
}

/** What is filtered, as it is read: for each field what it is, then what it is not. */
export function dependencyTokens(params: DependencyParams): DependencyToken[] {
  return dependencyFilterFields.flatMap((field) => senses(params[field]).map((sense) => ({ field, ...sense })))
}
