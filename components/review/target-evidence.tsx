import { clsx } from 'clsx'
import { Age } from '@/components/ui/age'
import { HostText } from '@/components/ui/host-text'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import { Evidence, EvidenceList } from './evidence-list'
import { decisionWords, shortHash } from './review-words'

/** What the alias was at the last review and is now, what else changed, and what became of that review. */
export function TargetEvidence({ item }: { item: ReviewItem }) {
  const { target, last, changes, damaged, remade } = item
  const moved = changes.find(({ field }) => field === 'target')
  const others = changes.filter(({ field }) => field !== 'target')
  return (
    <>
      <h2 className="mb-1 text-11 font-medium text-fg-3">{moved ? 'Target, then and now' : 'Target'}</h2>
      <div className="overflow-hidden rounded-6 border border-line-2 text-12">
        {moved?.before && <Line sign="−" text={moved.before} className="bg-diff-del-bg text-diff-del" />}
        {moved ? (
          moved.after && <Line sign="+" text={moved.after} className="bg-diff-add-bg text-diff-add" />
        ) : (
          <div className="bg-canvas px-2 py-1">
            {target === null ? `none: it is a ${item.type}` : <HostText host={target} truncate={false} />}
          </div>
        )}
      </div>
      {others.length > 0 && (
        <div className="mt-2">
          <EvidenceList title="Also changed">
            {others.map(({ field, before, after }) => (
              <Evidence key={field} name={field}>
                <del className="text-fg-3">{visibleText(before ?? 'none')}</del> to {visibleText(after ?? 'none')}
              </Evidence>
            ))}
          </EvidenceList>
        </div>
      )}
      <p className="mt-1.5 text-12 text-fg-3">
        {last === null ? (
          (damaged !== null && `Earlier decisions cannot be read: ${damaged}.`) ||
          (remade === null
            ? 'Nobody signed it off yet.'
            : `${visibleText(remade.by)} looked at another Service of this name, before this one was made.`)
        ) : (
          <>
            {visibleText(last.by)} {decisionWords[last.decision]} it <Age at={last.at} suffix="ago" /> as{' '}
            <span className="mono">{shortHash(last.hash)}</span>
            {item.changes.length > 0 || item.state === 'changed' ? '; void since it changed.' : '.'}
          </>
        )}
      </p>
      {last?.reason && <p className="text-12 break-words text-fg-2">“{visibleText(last.reason)}”</p>}
    </>
  )
}

function Line({ sign, text, className }: { sign: string; text: string; className: string }) {
  return (
    <div className={clsx('mono flex gap-1.5 px-2 py-1', className)}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{sign === '+' ? 'now' : 'then'}</span>
      <span className="min-w-0 break-all" translate="no">
        {visibleText(text)}
      </span>
    </div>
  )
}
