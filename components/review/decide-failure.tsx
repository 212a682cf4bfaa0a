import { Age } from '@/components/ui/age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'
import { reviewEntrySchema } from '@/lib/contract/review-entry'
import { decisionWords } from './review-words'

/** Why a decision was not recorded; of a conflict, what the other one decided. The row above shows how it is now. */
export function DecideFailure({ error }: { error: Error | null }) {
  if (error === null) return null
  const other = otherReview(error)
  return (
    <p role="alert" className="mt-2 flex items-start gap-2 text-12">
      <SeverityGlyph severity="warning" size={14} className="mt-px" />
      <span className="min-w-0 break-words">
        <b className="font-semibold">Not recorded.</b> {visibleText(error.message)}
        {other !== null && (
          <>
            {' '}
            {visibleText(other.by)} {decisionWords[other.decision]} it <Age at={other.at} suffix="ago" />
            {other.reason !== null && `: “${visibleText(other.reason)}”`}. What is shown is how it is now; decide again
            if you see it otherwise.
          </>
        )}
      </span>
    </p>
  )
}

function otherReview(error: Error) {
  if (!(error instanceof ClientError) || error.code !== 'reviewed-meanwhile') return null
  return reviewEntrySchema.safeParse(error.problem?.review).data ?? null
}
