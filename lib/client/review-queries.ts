import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { reviewOperations } from '@/lib/contract/review-operations'
import type { ReviewAnswer, ReviewsPage, ReviewsQuery, reviewRequestSchema } from '@/lib/contract/reviews'
import { fetchJson } from './api-fetch'
import { cacheKeys, windowSize } from './queries'
import { readAllWindows } from './read-all-windows'

/** Filters and order of the reviews, without their window. */
export type ReviewsFilters = Omit<ReviewsQuery, 'offset' | 'limit'>

const { listReviews, createReview } = reviewOperations

/** The first window of the reviews, with the progress of the teams. */
export function reviewsQuery(filters: ReviewsFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.reviews, 'first', filters],
    queryFn: ({ signal }) => fetchJson(listReviews, { query: { ...filters, offset: 0, limit: windowSize }, signal }),
    refetchInterval: 60_000,
  })
}

/** A later window of the reviews. */
export function reviewsWindowQuery(filters: ReviewsFilters, offset: number) {
  return queryOptions({
    queryKey: [...cacheKeys.reviews, 'window', filters, offset],
    queryFn: ({ signal }) => fetchJson(listReviews, { query: { ...filters, offset, limit: windowSize }, signal }),
  })
}

/** One window of the reviews, for whoever keeps it elsewhere. Throws ClientError. */
export function listReviewsWindow(filters: ReviewsFilters, offset: number, limit: number): Promise<ReviewsPage> {
  return fetchJson(listReviews, { query: { ...filters, offset, limit } })
}

/** Every review under the filters, at most 50,000, with who sees it and when it was made; read when it is opened. */
export function reviewReportQuery(filters: ReviewsFilters) {
  return queryOptions({
    // Not among the lists, which are read anew with every change.
    queryKey: ['review-report', filters] as const,
    queryFn: async () => {
      let first: ReviewsPage | null = null
      const read = async (offset: number, limit: number) => {
        const page = await listReviewsWindow({ ...filters, queue: 'all', sort: 'namespace' }, offset, limit)
        first ??= page
        return page
      }
      const { items, beyond } = await readAllWindows(read, ({ uid }) => uid)
      const { viewer, partial } = first ?? (await read(0, 1))
      return { items, beyond, partial, viewer: viewer.user, at: new Date().toISOString() }
    },
    ...{ staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  })
}

/** Records a decision, or the confirmation of several. Throws ClientError; the problem of a conflict holds the other's `review`. */
export function decideReview(body: z.input<typeof reviewRequestSchema>): Promise<ReviewAnswer> {
  return fetchJson(createReview, { body })
}
