import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { ReviewItem } from '@/lib/contract/reviews'
import { OtherDecision } from './other-decision'

interface DecidedMeanwhileProps {
  /** As it is now. */
  item: ReviewItem
  /** Whether it was decided on; else it became another one. */
  isDecided: boolean
  onGoOn: () => void
}

/** What became of an alias while somebody was looking at it: nothing is decided past that without their saying so. */
export function DecidedMeanwhile({ item: { last }, isDecided, onGoOn }: DecidedMeanwhileProps) {
  return (
    <p role="alert" className="mb-2 flex items-center gap-2 text-12">
      <SeverityGlyph severity="warning" size={14} />
      <span className="min-w-0 break-words">
        {isDecided && last !== null ? (
          <OtherDecision review={last} />
        ) : (
          'It changed while you were looking: what is shown is how it is now.'
        )}
      </span>
      <Button onClick={onGoOn}>Decide all the same</Button>
    </p>
  )
}
