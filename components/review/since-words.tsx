import { splitHost } from '@/components/ui/split-host'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import { reviewStateWords } from './review-state-words'

/** What became of an alias since somebody last looked at it, on one line. */
export function SinceWords({ item }: { item: ReviewItem }) {
  const { changes, damaged, remade, last, verdict, state } = item
  if (damaged !== null) return <span className="text-warning">earlier decisions cannot be read</span>
  if (remade !== null) {
    return (
      <>
        made anew <span className="text-fg-3">since {visibleText(remade.by)} looked at it</span>
      </>
    )
  }
  if (last === null) return <span className="text-fg-3">never reviewed</span>
  if (changes.length > 0) return <Changes changes={changes} />
  if (state === 'changed') return reviewStateWords.changed
  if (last.decision !== 'confirm') {
    const told = last.newOwner ?? last.reason
    return (
      <>
        {
          reviewStateWords[
            last.decision === 'reassign' ? 'reassigned' : last.decision === 'retire' ? 'retiring' : 'needs-change'
          ]
        }
        {told !== null && <span className="text-fg-3">: {visibleText(told)}</span>}
      </>
    )
  }
  if (verdict.severity === 'ok' || verdict.severity === 'info') return <span className="text-fg-3">unchanged</span>
  return <>{visibleText(verdict.summary)}</>
}

function Changes({ changes }: Pick<ReviewItem, 'changes'>) {
  return changes.slice(0, 2).map(({ field, before, after }, index) => {
    const [from, to] = field === 'target' ? shortened(before, after) : [before, after]
    return (
      <span key={field}>
        {index > 0 && ', '}
        {field !== 'target' && <span className="text-fg-3">{field} </span>}
        <del className="text-fg-3">
          <Value isHost={field === 'target'} value={from} />
        </del>{' '}
        <span className="text-fg-3">to</span> <Value isHost={field === 'target'} value={to} />
      </span>
    )
  })
}

/** Hosts without their suffix, where what is left tells them apart. */
function shortened(before: string | null, after: string | null): [string | null, string | null] {
  if (before === null || after === null) return [before, after]
  const [from, to] = [splitHost(before), splitHost(after)]
  return from.own === to.own || from.suffix !== to.suffix ? [before, after] : [from.own, to.own]
}

function Value({ isHost, value }: { isHost: boolean; value: string | null }) {
  if (value === null) return <>none</>
  const shown = visibleText(value)
  if (!isHost) return <bdi>{shown}</bdi>
  return (
    <span className="mono" translate="no">
      {shown}
    </span>
  )
}
