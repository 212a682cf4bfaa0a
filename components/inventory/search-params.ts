import { createParser, type inferParserType, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { ServicesFilters } from '@/lib/client/queries'
import { groupings } from '@/lib/contract/row-group'
import { type Sort, sortSchema } from '@/lib/contract/services'
import { columnKeys } from './columns'
import { maximumFilterLength, maximumFilterValues, parseAsFilter, parseAsSeverities, senses } from './filter-values'

const parseAsSort = createParser<Sort>({
  parse: (value) => sortSchema.safeParse(value).data ?? null,
  serialize: String,
})

/** The inventory's part of the URL, read alike on server and browser; what is not valid is left out. */
export const inventoryParams = {
  q: parseAsString.withDefault(''),
  cluster: parseAsFilter,
  namespace: parseAsFilter,
  severity: parseAsSeverities,
  verdict: parseAsFilter,
  host: parseAsFilter,
  owner: parseAsFilter,
  environment: parseAsFilter,
  provider: parseAsFilter,
  useCase: parseAsFilter,
  group: parseAsFilter,
  review: parseAsFilter,
  sort: parseAsSort.withDefault('severity'),
  by: parseAsStringLiteral(groupings),
  /** Groups that are folded; with `*` among them, those that are not. */
  fold: parseAsFilter,
  columns: parseAsArrayOf(parseAsStringLiteral(columnKeys)),
}

export type InventoryParams = inferParserType<typeof inventoryParams>

/** Filters that hold a set of values, in the order in which they are offered. */
export const filterFields = [
  'severity',
  'namespace',
  'owner',
  'environment',
  'provider',
  'useCase',
  'verdict',
  'host',
  'group',
  'review',
  'cluster',
] as const

export type FilterField = (typeof filterFields)[number]

/** One part of what is filtered: rows that have one of the values of a field, or that have none of them. */
export interface FilterToken {
  field: FilterField
  isNot: boolean
  values: readonly string[]
}

/** The query of the API that the URL stands for. */
export function toFilters(params: InventoryParams): ServicesFilters {
  const q = params.q.trim().slice(0, maximumFilterLength)
  const { severity, ...others } = params
  const filters: ServicesFilters = { sort: params.sort }
  if (q !== '') filters.q = q
  if (params.by !== null) filters.by = params.by
  if (severity.length > 0) filters.severity = [...new Set(severity)].slice(0, 10)
  for (const field of filterFields) {
    if (field === 'severity' || others[field].length === 0) continue
    filters[field] = [...new Set(others[field])].slice(0, maximumFilterValues)
  }
  return filters
}

/** What is filtered, as it is read: for each field what it is, then what it is not. */
export function filterTokens(params: InventoryParams): FilterToken[] {
  return filterFields.flatMap((field) => senses(params[field]).map((sense) => ({ field, ...sense })))
}

export function hasFilters(params: InventoryParams): boolean {
  return params.q.trim() !== '' || filterFields.some((field) => params[field].length > 0)
}
