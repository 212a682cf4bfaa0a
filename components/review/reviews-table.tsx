'use client'

import { useRef } from 'react'
import { lineAt, useLineKeys } from '@/components/inventory/use-line-keys'
import { usePresence } from '@/components/inventory/use-presence'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import type { ReviewItem, ReviewSort } from '@/lib/contract/reviews'
import { ReviewEvidence } from './review-evidence'
import { ReviewRow } from './review-row'
import { reviewKey } from './review-words'
import { ReviewsTableHead } from './reviews-table-head'
import { type Chosen, mayConfirmUnseen } from './use-chosen'
import type { ReviewsUrl } from './use-reviews-url'

interface ReviewsTableProps {
  items: readonly ReviewItem[]
  chosen: Chosen
  listKey: string
  sort: ReviewSort
  url: ReviewsUrl
  /** Confirms one that is as it was. */
  onConfirm: (item: ReviewItem) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  more: { isLoading: boolean; load: () => void } | null
}

/** The aliases that wait, or do not. A row unfolds in its place to what a decision rests on. */
export function ReviewsTable({ items, chosen, listKey, sort, url, onConfirm, more, ...rest }: ReviewsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const presence = usePresence(rest.onPresence)
  const keys = useLineKeys({
    scroller,
    listKey,
    count: items.length,
    lines: { start: 0, end: items.length - 1 },
    scrollTo: (line) => scroller.current?.querySelector(`[data-index="${line}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  const decide = (item: ReviewItem) => {
    if (mayConfirmUnseen(item)) onConfirm(item)
    else url.unfold(reviewKey(item))
  }
  useShortcuts({
    x: () => {
      const item = items[keys.acted()]
      if (item) chosen.toggle(item)?.()
    },
    c: () => {
      const item = items[keys.acted()]
      if (item) decide(item)
    },
  })
  return (
    <div ref={scroller} {...presence} className="min-h-0 flex-1 overflow-y-auto">
      <table
        aria-label="Reviews"
        className="block"
        onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
      >
        <ReviewsTableHead sort={sort} onSort={url.sortBy} chosen={chosen} isAny={items.some(mayConfirmUnseen)} />
        <tbody className="block">
          {items.flatMap((item, index) => {
            const key = reviewKey(item)
            const isOpen = key === url.params.open
            const row = (
              <ReviewRow
                key={key}
                {...{ item, index, isOpen, chosen }}
                isTabStop={index === keys.tabStop}
                onToggle={() => url.unfold(isOpen ? null : key)}
                onDecide={() => decide(item)}
              />
            )
            if (!isOpen) return [row]
            return [row, <ReviewEvidence key={`${key} evidence`} item={item} onDone={() => url.unfold(null)} />]
          })}
        </tbody>
      </table>
      {more && (
        <p className="px-5 py-3 max-sm:px-4">
          <Button unavailable={more.isLoading} onClick={more.load}>
            {more.isLoading ? 'Reading more aliases' : 'Show more aliases'}
          </Button>
        </p>
      )}
    </div>
  )
}
