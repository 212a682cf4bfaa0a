'use client'

import { useState } from 'react'
import { useHeldList } from '@/components/inventory/use-held-list'
import { LastHeard } from '@/components/session/last-heard'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { StatusBar } from '@/components/ui/status-bar'
import type { ReviewsFilters } from '@/lib/client/review-queries'
import type { ReviewResult, ReviewsPage } from '@/lib/contract/reviews'
import { ConfirmBar } from './confirm-bar'
import { NoReviews } from './no-reviews'
import { RefusedResults } from './refused-results'
import { reviewKey } from './review-words'
import { ReviewsTable } from './reviews-table'
import { useChosen } from './use-chosen'
import { useDecide } from './use-decide'
import { useReviewWindows } from './use-review-windows'
import type { ReviewsUrl } from './use-reviews-url'

interface ReviewsListProps {
  page: ReviewsPage
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  filters: ReviewsFilters
  url: ReviewsUrl
}

const number = new Intl.NumberFormat('en')

const heldReviews = {
  shapeOf: ({ items, total }: ReviewsPage) => ({ keys: items.map(reviewKey), total }),
  withNewestValues: (shown: ReviewsPage, latest: ReviewsPage): ReviewsPage => {
    const newest = new Map(latest.items.map((item) => [reviewKey(item), item]))
    return { ...latest, total: shown.total, items: shown.items.map((item) => newest.get(reviewKey(item)) ?? item) }
  },
}

/** The aliases in the order that the reader last saw, or why there are none. */
export function ReviewsList({ page: latest, isEarlier, filters, url }: ReviewsListProps) {
  const listKey = JSON.stringify(filters)
  const [isPresent, setPresent] = useState(false)
  const [refused, setRefused] = useState<ReviewResult[]>([])
  const list = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier }, heldReviews)
  const windows = useReviewWindows(filters, list.page, listKey)
  const chosen = useChosen(windows.items)
  const decide = useDecide((results) => {
    setRefused(results)
    chosen.clear()
    list.apply()
  })
  useShortcuts({ '.': list.apply })
  if (list.page.total === 0) return <NoReviews page={latest} url={url} />
  return (
    <div aria-busy={isEarlier} className="relative flex min-h-0 flex-1 flex-col">
      {refused.length > 0 && <RefusedResults refused={refused} onClose={() => setRefused([])} />}
      <ReviewsTable
        items={windows.items}
        chosen={chosen}
        listKey={listKey}
        sort={filters.sort}
        url={url}
        onConfirm={(item) => decide.mutate({ decision: 'confirm', items: [item] })}
        onPresence={setPresent}
        more={windows.hasMore ? { isLoading: windows.isLoading, load: windows.more } : null}
      />
      <ConfirmBar
        chosen={chosen}
        isBusy={decide.isPending}
        onConfirm={() => decide.mutate({ decision: 'confirm', items: chosen.items })}
      />
      <StatusBar>
        <span>
          Rows 1–{number.format(windows.items.length)} of {number.format(list.page.total)}
        </span>
        <span className="flex gap-1">
          <Kbd>x</Kbd> select
        </span>
        <span className="flex gap-1">
          <Kbd>c</Kbd> confirm
        </span>
        <span className="flex gap-1">
          <Kbd>↵</Kbd> evidence
        </span>
        <span role="status" className="flex flex-1 items-center">
          {list.waiting > 0 && (
            <Button variant="quiet" className="h-6 text-11 text-accent" onClick={list.apply}>
              <Kbd>.</Kbd> {list.waiting === 1 ? '1 update' : `${number.format(list.waiting)} updates`}
            </Button>
          )}
        </span>
        <span className="max-lg:hidden">A sign-off is void when target, type, ports or owner change</span>
        <LastHeard />
      </StatusBar>
    </div>
  )
}
