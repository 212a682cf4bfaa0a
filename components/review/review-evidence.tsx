'use client'

import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import type { ReviewItem } from '@/lib/contract/reviews'
import { DecideForm } from './decide-form'
import { HealthEvidence } from './health-evidence'
import { HistoryEvidence } from './history-evidence'
import { shortHash } from './review-words'
import { TargetEvidence } from './target-evidence'

/** What a decision rests on, below the row it belongs to: what it was and is, how it fares and who uses it, whose it is and who wrote it. */
export function ReviewEvidence({ item, onDone }: { item: ReviewItem; onDone: () => void }) {
  return (
    <tr className="block border-b border-line bg-rail shadow-[inset_2px_0_0_var(--color-accent)]">
      <td className="block" colSpan={9}>
        <div className="grid md:grid-cols-[1.2fr_1fr_1fr]">
          <div className={`${part} md:pl-[74px]`}>
            <TargetEvidence item={item} />
          </div>
          <div className={part}>
            <HealthEvidence item={item} />
          </div>
          <div className={part}>
            <HistoryEvidence item={item} />
          </div>
        </div>
        <div className="border-t border-line px-4 py-2.5 md:pl-[74px]">
          <DecideForm item={item} onDone={onDone} />
          <p className="mt-2 flex flex-wrap gap-x-4 text-12 text-fg-3">
            <Link href={aliasHref(item)} prefetch={false} className="underline underline-offset-2">
              Open {item.name}
            </Link>
            <span>
              Binds to <span className="mono">{shortHash(item.hash)}</span>
            </span>
          </p>
        </div>
      </td>
    </tr>
  )
}

const part = 'min-w-0 px-4 py-3 not-first:border-line max-md:not-first:border-t md:not-first:border-l'
