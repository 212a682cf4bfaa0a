import {
  createParser,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { ServicesFilters } from '@/lib/client/queries'
import { type Sort, sortSchema } from '@/lib/contract/services'
import { severities } from '@/lib/domain/resolution/severity'

const maximumValues = 50
const maximumLength = 253

const parseAsValue = createParser({
  parse: (value) => (value.length > 0 && value.length <= maximumLength ? value : null),
  serialize: String,
})
const parseAsValues = parseAsNativeArrayOf(parseAsValue)
const parseAsSort = createParser<Sort>({
  parse: (value) => sortSchema.safeParse(value).data ?? null,
  serialize: String,
})

/** The inventory's part of the URL, read alike on server and browser; what is not valid is left out. */
export const inventoryParams = {
  q: parseAsString.withDefault(''),
  cluster: parseAsValues,
  namespace: parseAsValues,
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  verdict: parseAsValues,
  owner: parseAsValues,
  environment: parseAsValues,
  group: parseAsValues,
  sort: parseAsSort.withDefault('severity'),
}

export type InventoryParams = inferParserType<typeof inventoryParams>

/** Filters that hold a set of values, in the order in which they are offered. */
export const filterFields = ['severity', 'namespace', 'owner', 'environment', 'verdict', 'group', 'cluster'] as const

export type FilterField = (typeof filterFields)[number]

/** The query of the API that the URL stands for. */
export function toFilters(params: InventoryParams): ServicesFilters {
  const q = params.q.trim().slice(0, maximumLength)
  const { severity, ...others } = params
  const filters: ServicesFilters = { sort: params.sort }
  if (q !== '') filters.q = q
  if (severity.length > 0) filters.severity = [...new Set(severity)]
  for (const field of filterFields) {
    if (field === 'severity' || others[field].length === 0) continue
    filters[field] = [...new Set(others[field])].slice(0, maximumValues)
  }
  return filters
}

export function hasFilters(params: InventoryParams): boolean {
  return params.q.trim() !== '' || filterFields.some((field) => params[field].length > 0)
}
