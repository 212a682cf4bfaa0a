import {
  createParser,
  type inferParserType,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { maximumFilterLength } from '@/components/inventory/filter-values'
import type { ExportFilters, MatrixFilters } from '@/lib/client/environment-queries'
import { writeFilterValue } from '@/lib/contract/filter-value'

/** Which rows of the matrix are shown. */
export const matrixShown = ['all', 'stands-out', 'missing', 'different'] as const

const parseAsValue = createParser({
  parse: (value) => (value.length <= maximumFilterLength ? value : null),
  serialize: String,
})

/** What the URL of the matrix says: filters, where the page begins, the row that is unfolded and whether the export is open. */
export const environmentsParams = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(matrixShown).withDefault('all'),
  cluster: parseAsValue.withDefault(''),
  owner: parseAsValue.withDefault(''),
  from: parseAsInteger.withDefault(0),
  open: parseAsString.withDefault(''),
  export: parseAsBoolean.withDefault(false),
}

export type EnvironmentsParams = inferParserType<typeof environmentsParams>

/** The query of the API that the URL stands for. */
export function toMatrixFilters(params: EnvironmentsParams): MatrixFilters {
  return {
    ...toExportFilters(params),
    ...(params.state === 'all' ? {} : { state: [params.state] }),
    offset: Math.min(10_000_000, Math.max(0, params.from)),
  }
}

/** The part of it that the export takes as well. */
export function toExportFilters({
  q,
  cluster,
  owner,
}: EnvironmentsParams): ExportFilters & Pick<MatrixFilters, 'q' | 'cluster' | 'owner'> {
  const words = q.trim().slice(0, maximumFilterLength)
  const one = (value: string) => [writeFilterValue({ value, isNot: false })]
  return {
    ...(words === '' ? {} : { q: words }),
    ...(cluster === '' ? {} : { cluster: one(cluster) }),
    ...(owner === '' ? {} : { owner: one(owner) }),
  }
}
