import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'
import { reviewEntrySchema } from '@/lib/contract/review-entry'
import { OtherDecision } from './other-decision'

/** Why a decision was not recorded; of a conflict, what the other one decided. */
export function DecideFailure({ error }: { error: Error | null }) {
  if (error === null) return null
  const other = otherReview(error)
  return (
    <p role="alert" className="mt-2 flex items-start gap-2 text-12">
      <SeverityGlyph severity="warning" size={14} className="mt-px" />
      <span className="min-w-0 break-words">
        <b className="font-semibold">Not recorded.</b>{' '}
        {other === null ? visibleText(error.message) : <OtherDecision review={other} />}
      </span>
    </p>
  )
}

function otherReview(error: Error) {
  if (!(error instanceof ClientError) || error.code !== 'reviewed-meanwhile') return null
  return reviewEntrySchema.safeParse(error.problem?.review).data ?? null
}
