import { createParser, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { maximumFilterLength, maximumFilterValues, parseAsFilter } from '@/components/inventory/filter-values'
import type { ReviewsFilters } from '@/lib/client/review-queries'
import { type ReviewSort, reviewQueues, reviewSortSchema } from '@/lib/contract/reviews'

const parseAsSort = createParser<ReviewSort>({
  parse: (value) => reviewSortSchema.safeParse(value).data ?? null,
  serialize: String,
})

/** The part of the URL that says which reviews are shown and which one is unfolded. */
export const reviewsParams = {
  queue: parseAsStringLiteral(reviewQueues),
  q: parseAsString.withDefault(''),
  team: parseAsFilter,
  namespace: parseAsFilter,
  environment: parseAsFilter,
  cluster: parseAsFilter,
  sort: parseAsSort.withDefault('due'),
  open: parseAsString.withDefault(''),
}

export type ReviewsParams = inferParserType<typeof reviewsParams>

const filterFields = ['team', 'namespace', 'environment', 'cluster'] as const

/** The query of the API that the URL stands for. */
export function toReviewsFilters(params: ReviewsParams): ReviewsFilters {
  const q = params.q.trim().slice(0, maximumFilterLength)
  const filters: ReviewsFilters = { sort: params.sort }
  if (params.queue !== null) filters.queue = params.queue
  if (q !== '') filters.q = q
  for (const field of filterFields) {
    if (params[field].length > 0) filters[field] = [...new Set(params[field])].slice(0, maximumFilterValues)
  }
  return filters
}

/** Whether anything but the queue narrows the list. */
export function isNarrowed(params: ReviewsParams): boolean {
  return params.q.trim() !== '' || filterFields.some((field) => params[field].length > 0)
}
