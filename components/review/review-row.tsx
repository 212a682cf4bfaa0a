'use client'

import { clsx } from 'clsx'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { absoluteTime } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import { Owner } from '@/components/ui/owner'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { ReviewItem } from '@/lib/contract/reviews'
import { reviewStateWords } from './review-state-words'
import { dueWords } from './review-words'
import { reviewsGrid } from './reviews-grid'
import { SinceWords } from './since-words'
import { type Chosen, mayConfirmUnseen } from './use-chosen'

interface ReviewRowProps {
  item: ReviewItem
  /** Its line of the list. */
  index: number
  /** The one row that Tab leads to. */
  isTabStop: boolean
  isOpen: boolean
  chosen: Chosen
  onToggle: () => void
  onDecide: () => void
}

/** One alias and what became of it: 32 px, or two lines on a narrow screen. A click anywhere on it unfolds it. */
export function ReviewRow({ item, index, isTabStop, isOpen, chosen, onToggle, onDecide }: ReviewRowProps) {
  const { name, namespace, severity, owner, team, changedAt } = item
  const choose = chosen.toggle(item)
  const isQuick = mayConfirmUnseen(item) && item.state !== 'signed-off'
  return (
    <tr
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a, input') === null) onToggle()
      }}
      className={clsx(
        reviewsGrid,
        'relative h-8 cursor-pointer border-b border-line max-sm:h-[58px]',
        isOpen ? 'bg-selected shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover',
        'has-[[data-index]:focus-visible]:z-1 has-[[data-index]:focus-visible]:shadow-focus-in',
      )}
    >
      <td className="flex items-center pl-2 max-sm:hidden">
        {choose && (
          <input
            type="checkbox"
            aria-label={`Select ${name}`}
            checked={chosen.has(item)}
            onChange={choose}
            className="size-3.5 accent-ink"
          />
        )}
      </td>
      <td className="max-sm:row-start-1">
        <SeverityGlyph severity={severity} />
      </td>
      <td className="min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <button
          type="button"
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex max-w-full min-w-0 items-baseline gap-1.5 text-left font-medium focus-visible:shadow-none"
        >
          <span className="truncate">{name}</span>
          <span className="truncate font-normal text-fg-3 md:hidden">{namespace}</span>
        </button>
      </td>
      <td className="min-w-0 truncate px-1.5 text-fg-2 max-md:hidden">{namespace}</td>
      <td className="min-w-0 truncate px-1.5 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0 max-sm:text-12 max-sm:text-fg-2">
        <SinceWords item={item} />
      </td>
      <td className="min-w-0 px-1.5 max-lg:hidden">
        <Owner owner={owner && { ...owner, value: team ?? owner.value }} />
      </td>
      <td className="px-1.5 text-right text-fg-2 max-lg:hidden">
        <Age at={changedAt} />
      </td>
      <td className="truncate px-1.5 text-right max-sm:col-start-3 max-sm:row-start-1 max-sm:px-0 max-sm:text-12">
        <Due item={item} />
      </td>
      <td className="flex justify-end max-sm:hidden">
        {isOpen ? (
          <Button variant="quiet" className="h-6!" onClick={onToggle}>
            Close <span className="sr-only">{name}</span>
          </Button>
        ) : (
          <Button className="h-6!" onClick={isQuick ? onDecide : onToggle}>
            {isQuick ? 'Confirm' : item.maySign === false ? 'Look' : 'Decide…'} <span className="sr-only">{name}</span>
          </Button>
        )}
      </td>
    </tr>
  )
}

function Due({ item }: { item: ReviewItem }) {
  const words = useTimed((nowMs) => dueWords(item, nowMs))
  const { state, dueAt } = item
  const title = dueAt === null ? reviewStateWords[state] : `${reviewStateWords[state]}; ${absoluteTime(dueAt)}`
  return (
    <span
      title={title}
      className={state === 'overdue' ? 'text-critical' : state === 'changed' ? 'text-warning' : 'text-fg-2'}
    >
      {words ?? <span className="text-fg-3">no day</span>}
    </span>
  )
}
