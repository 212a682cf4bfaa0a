import { Age } from '@/components/ui/age'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import { decisionWords } from './review-words'

/** What somebody else decided, when, and why. */
export function OtherDecision({ review }: { review: NonNullable<ReviewItem['last']> }) {
  return (
    <>
      {visibleText(review.by)} {decisionWords[review.decision]} it meanwhile, <Age at={review.at} suffix="ago" />
      {review.reason === null ? '.' : `: “${visibleText(review.reason)}”.`}
    </>
  )
}
