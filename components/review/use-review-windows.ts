'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { windowSize } from '@/lib/client/queries'
import { type ReviewsFilters, reviewsWindowQuery } from '@/lib/client/review-queries'
import type { ReviewItem, ReviewsPage } from '@/lib/contract/reviews'
import { reviewKey } from './review-words'

const maximumWindows = 20

/** The aliases that were asked for so far: the first window and those after it, each once. */
export function useReviewWindows(filters: ReviewsFilters, first: ReviewsPage, listKey: string) {
  const [asked, setAsked] = useState({ listKey, windows: 1 })
  const windows = asked.listKey === listKey ? asked.windows : 1
  const offsets = Array.from({ length: windows - 1 }, (_, index) => (index + 1) * windowSize)
  const later = useQueries({ queries: offsets.map((offset) => reviewsWindowQuery(filters, offset)) })
  const items = new Map<string, ReviewItem>()
  for (const item of [first, ...later.flatMap(({ data }) => data ?? [])].flatMap((page) => page.items)) {
    if (!items.has(reviewKey(item))) items.set(reviewKey(item), item)
  }
  return {
    items: [...items.values()],
    hasMore: first.total > windows * windowSize && windows < maximumWindows,
    isLoading: later.some(({ isPending }) => isPending),
    more: () => setAsked({ listKey, windows: windows + 1 }),
  }
}
