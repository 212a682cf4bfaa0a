import type { ResolutionView } from '@/lib/contract/resolution'
import { vantageTitles } from './vantage-titles'

const reasons = { 'same-view': 'same view', 'not-configured': 'not configured' } as const

/** In place of a vantage that there is not: why, and which setting gives it. */
export function AbsentPanel({ absent: { vantage, reason, why } }: { absent: ResolutionView['absent'][number] }) {
  return (
    <section aria-label={vantageTitles[vantage]} className="min-w-0 px-5 pt-3 pb-4 max-sm:px-4">
      <div className="mb-1.5 flex min-h-8 items-center gap-2.5">
        <h2 className="font-semibold">{vantageTitles[vantage]}</h2>
        <span className="text-fg-3">{reasons[reason]}</span>
      </div>
      <p className="text-fg-2">{why}</p>
    </section>
  )
}
