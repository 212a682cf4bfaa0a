'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ListSkeleton } from '@/components/ui/list-skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { summaryQuery } from '@/lib/client/queries'
import { reviewsQuery } from '@/lib/client/review-queries'
import { ReviewBanners } from './review-banners'
import { reviewsGrid } from './reviews-grid'
import { ReviewsHead } from './reviews-head'
import { ReviewsList } from './reviews-list'
import { toReviewsFilters } from './reviews-params'
import { TeamStrip } from './team-strip'
import { useReviewsUrl } from './use-reviews-url'

/** What waits for somebody to say whether it is still theirs and still right. */
export function ReviewsScreen() {
  const url = useReviewsUrl()
  const filters = toReviewsFilters(url.params)
  const list = useQuery({ ...reviewsQuery(filters), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const clusters = summary?.clusters ?? []
  const { data, error } = list
  const isUnread = data?.counts.all === 0 && areUnread(clusters)
  return (
    <>
      <ReviewsHead page={isUnread ? undefined : data} url={url} filters={filters} />
      {data && !isUnread && data.teams.length > 0 && <TeamStrip teams={data.teams} url={url} />}
      <ClusterBanners clusters={clusters} />
      {data && <ReviewBanners page={data} url={url} />}
      {data && error && (
        <Banner severity="unknown" title="This page is not up to date.">
          {visibleText(error.message)}
        </Banner>
      )}
      {isUnread ? (
        <UnreadClusters clusters={clusters} />
      ) : data ? (
        <ReviewsList page={data} isEarlier={list.isPlaceholderData} filters={filters} url={url} />
      ) : error ? (
        <EmptyState
          title="The reviews could not be read"
          action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
        >
          <p role="alert">{visibleText(error.message)}</p>
        </EmptyState>
      ) : (
        <ListSkeleton label="Reviews" grid={reviewsGrid} />
      )}
    </>
  )
}
