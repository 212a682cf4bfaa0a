'use client'

import { useQueryStates } from 'nuqs'
import { withToggled } from '@/components/inventory/filter-values'
import type { ReviewQueue, ReviewSort } from '@/lib/contract/reviews'
import { type ReviewsParams, reviewsParams } from './reviews-params'

export interface ReviewsUrl {
  params: ReviewsParams
  show(queue: ReviewQueue): void
  toggleTeam(team: string | null): void
  sortBy(sort: ReviewSort): void
  clear(): void
  /** Unfolds one alias, or none. */
  unfold(key: string | null): void
}

/** The state of the reviews, which is their URL. */
export function useReviewsUrl(): ReviewsUrl {
  const [params, setParams] = useQueryStates(reviewsParams, { history: 'push' })
  return {
    params,
    show: (queue) => void setParams({ queue, open: null }),
    toggleTeam: (team) =>
      void setParams((current) => {
        const values = [...withToggled(current.team, team ?? 'none')]
        return { team: values.length === 0 ? null : values, open: null }
      }),
    sortBy: (sort) => void setParams({ sort }),
    clear: () => void setParams({ q: null, team: null, namespace: null, environment: null, cluster: null }),
    unfold: (key) => void setParams({ open: key }, { history: 'replace' }),
  }
}
