import { visibleText } from '@/components/ui/visible-text'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { tookMs } from './took-ms'

const shownErrors = 4

/** What a verdict rests on where there is no address, or a resolver had something to add: the question, what came back, from whom and after how long, and what resolvers added. */
export function ReplyEvidence({ answer: { evidence, resolver, elapsedMs, addresses } }: { answer: VantageAnswer }) {
  if (!evidence || (addresses.length > 0 && evidence.extendedErrors.length === 0)) return null
  const { name, family, reply, extendedErrors } = evidence
  const more = extendedErrors.length - shownErrors
  return (
    <ul aria-label="What the verdict rests on" className="mt-1.5 text-12 wrap-anywhere text-fg-2">
      <li>
        <span className="mono-11 text-fg-3">{family}</span> <span className="mono">{visibleText(name)}</span>:{' '}
        <b className="font-semibold text-fg">{visibleText(reply)}</b>
        {resolver !== null && (
          <span className="text-fg-3">
            , from <span className="mono">{visibleText(resolver)}</span>
          </span>
        )}
        <span className="num text-fg-3">, {tookMs(elapsedMs)} in all</span>
      </li>
      {extendedErrors.slice(0, shownErrors).map((error) => (
        <li key={error}>{visibleText(error)}</li>
      ))}
      {more > 0 && <li className="text-fg-3">and {more} more remarks</li>}
    </ul>
  )
}
