import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { maximumFilterLength, maximumFilterValues, parseAsFilter, senses } from '@/components/inventory/filter-values'
import type { ChangesFilters } from '@/lib/client/changes-queries'
import { changeStandings } from '@/lib/domain/change/change-standing'

export const historySpans = ['1h', '24h', '7d', '30d'] as const

/** The part of the URL that says which changes are shown and which one is unfolded; what is not valid is left out. */
export const historyParams = {
  q: parseAsString.withDefault(''),
  cluster: parseAsFilter,
  namespace: parseAsFilter,
  name: parseAsFilter,
  kind: parseAsFilter,
  state: parseAsFilter,
  by: parseAsFilter,
  environment: parseAsFilter,
  standing: parseAsStringLiteral(changeStandings),
  within: parseAsStringLiteral(historySpans),
  open: parseAsString.withDefault(''),
}

export type HistoryParams = inferParserType<typeof historyParams>

export const historyFields = ['cluster', 'namespace', 'name', 'environment', 'kind', 'state', 'by'] as const

export type HistoryField = (typeof historyFields)[number]

/** One part of what is filtered: changes that have one of the values of a field, or none of them. */
export interface HistoryToken {
  field: HistoryField
  isNot: boolean
  values: readonly string[]
}

/** The query of the API that the URL stands for. */
export function toChangesFilters(params: HistoryParams): ChangesFilters {
  const q = params.q.trim().slice(0, maximumFilterLength)
  const filters: ChangesFilters = {}
  if (q !== '') filters.q = q
  if (params.standing !== null) filters.standing = params.standing
  if (params.within !== null) filters.within = params.within
  for (const field of historyFields) {
    if (params[field].length > 0) filters[field] = [...new Set(params[field])].slice(0, maximumFilterValues)
  }
  return filters
}

/** What is filtered by fields, as it is read: for each what it is, then what it is not. */
export function historyTokens(params: HistoryParams): HistoryToken[] {
  return historyFields.flatMap((field) => senses(params[field]).map((sense) => ({ field, ...sense })))
}
