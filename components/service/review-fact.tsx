import Link from 'next/link'
import { reviewStateWords } from '@/components/review/review-state-words'
import { Age } from '@/components/ui/age'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import type { ServiceDetail } from '@/lib/contract/services'

interface ReviewFactProps {
  row: Row
  review: NonNullable<ServiceDetail['review']>
}

/** How the review of an alias stands, who looked at it last, and the way to its evidence. */
export function ReviewFact({ row, review: { last, dueAt } }: ReviewFactProps) {
  const { cluster, namespace, name, reviewState } = row
  const search = new URLSearchParams({ queue: 'all', q: name, namespace, open: `${cluster}/${namespace}/${name}` })
  const isBad = reviewState === 'overdue' || reviewState === 'changed'
  return (
    <>
      <Link href={`/reviews?${search}`} prefetch={false} className="underline decoration-line-3 underline-offset-2">
        <span className={isBad ? 'text-warning' : undefined}>{reviewStateWords[reviewState ?? 'never-reviewed']}</span>
      </Link>
      {dueAt !== null && (
        <span className="text-fg-3">
          , {dueWords(reviewState)} {dueAt.slice(0, 10)}
        </span>
      )}
      {last !== null && (
        <span className="block text-12 text-fg-3">
          {visibleText(last.by)}, {last.decision}, <Age at={last.at} suffix="ago" />
        </span>
      )}
    </>
  )
}

function dueWords(state: Row['reviewState']): string {
  if (state === 'signed-off' || state === 'due') return 'until'
  return state === 'overdue' ? 'since' : 'due'
}
