import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { reviewsParams, toReviewsFilters } from '@/components/review/reviews-params'
import { ReviewsScreen } from '@/components/review/reviews-screen'
import { windowSize } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { reviewsQuery } from '@/lib/client/review-queries'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Reviews' }

const loadParams = createLoader(reviewsParams)

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = toReviewsFilters(await loadParams(searchParams))
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...reviewsQuery(filters),
    queryFn: async () => (await pageReader()).listReviews({ ...filters, offset: 0, limit: windowSize }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReviewsScreen />
    </HydrationBoundary>
  )
}
