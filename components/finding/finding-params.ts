import { createParser, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import {
  maximumFilterLength,
  maximumFilterValues,
  parseAsFilter,
  parseAsSeverities,
  senses,
} from '@/components/inventory/filter-values'
import type { FindingsFilters } from '@/lib/client/finding-queries'
import { type FindingSort, findingSortSchema } from '@/lib/contract/findings'

const parseAsSort = createParser<FindingSort>({
  parse: (value) => findingSortSchema.safeParse(value).data ?? null,
  serialize: String,
})

const chosenRule = /^[A-Z][A-Z0-9_]{0,62}:(warn|audit|deny)$/
const mostRules = 100

/** Chosen rules, `CODE:action`, each code once; null while the sheet is closed. */
const parseAsChosen = createParser<string[]>({
  parse: (value) => {
    const byCode = new Map(value.split(',').map((each) => [each.split(':')[0], each]))
    return [...byCode.values()].filter((each) => chosenRule.test(each)).slice(0, mostRules)
  },
  serialize: (chosen) => chosen.join(','),
  eq: (a, b) => a.join() === b.join(),
})

/** The part of the URL that says which findings are shown and which one is unfolded; filters of the inventory have the same names there. */
export const findingParams = {
  q: parseAsString.withDefault(''),
  severity: parseAsSeverities,
  code: parseAsFilter,
  owner: parseAsFilter,
  namespace: parseAsFilter,
  environment: parseAsFilter,
  cluster: parseAsFilter,
  suppressed: parseAsStringLiteral(['no', 'yes', 'all'] as const).withDefault('no'),
  sort: parseAsSort.withDefault('severity'),
  open: parseAsString.withDefault(''),
  policy: parseAsChosen,
}

export type FindingParams = inferParserType<typeof findingParams>

export const findingFields = ['severity', 'code', 'owner', 'namespace', 'environment', 'cluster'] as const

export type FindingField = (typeof findingFields)[number]

/** One part of what is filtered: findings that have one of the values of a field, or none of them. */
export interface FindingToken {
  field: FindingField
  isNot: boolean
  values: readonly string[]
}

/** The query of the API that the URL stands for. */
export function toFindingsFilters(params: FindingParams): FindingsFilters {
  const q = params.q.trim().slice(0, maximumFilterLength)
  const { severity, ...others } = params
  const filters: FindingsFilters = { sort: params.sort, suppressed: params.suppressed }
  if (q !== '') filters.q = q
  if (severity.length > 0) filters.severity = [...new Set(severity)].slice(0, 10)
  for (const field of findingFields) {
    if (field === 'severity' || others[field].length === 0) continue
    filters[field] = [...new Set(others[field])].slice(0, maximumFilterValues)
  }
  return filters
}

/** What is filtered by fields, as it is read: for each what it is, then what it is not. */
export function findingTokens(params: FindingParams): FindingToken[] {
  return findingFields.flatMap((field) => senses(params[field]).map((sense) => ({ field, ...sense })))
}
