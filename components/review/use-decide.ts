'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNotice } from '@/components/session/notices'
import { ClientError } from '@/lib/client/client-error'
import { cacheKeys } from '@/lib/client/queries'
import { decideReview } from '@/lib/client/review-queries'
import type { ReviewItem, ReviewResult } from '@/lib/contract/reviews'
import type { ReviewDecision } from '@/lib/domain/review/review-decision'
import { decisionWords } from './review-words'

export interface Decision {
  decision: ReviewDecision
  reason?: string
  newOwner?: string
  items: readonly ReviewItem[]
}

/** Records decisions and has the lists asked for again, whatever came of it. Of several the results that were refused are handed to `onRefused`. */
export function useDecide(onRefused: (refused: ReviewResult[]) => void) {
  const queryClient = useQueryClient()
  const say = useNotice()
  return useMutation({
    mutationFn: ({ items, ...rest }: Decision) =>
      decideReview({
        ...rest,
        items: items.map(({ cluster, namespace, name, uid, hash, previous }) => ({
          ...{ cluster, namespace, name, uid, hash, previous },
        })),
      }),
    onSuccess: ({ items: results }, { decision, items }) => {
      const refused = results.filter(({ result }) => result !== 'recorded')
      const done = results.length - refused.length
      if (done > 0) say(`You ${decisionWords[decision]} ${items.length === 1 ? items[0]?.name : done}`)
      onRefused(refused)
    },
    onError: (error, { items }) => {
      // What is decided about one alias says by its own line why it was not recorded.
      if (items.length > 1) say(`Not confirmed. ${error instanceof ClientError ? error.message : ''}`, 'warning')
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: cacheKeys.reviews }),
  })
}
