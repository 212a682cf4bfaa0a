'use client'

import { clsx } from 'clsx'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { ChangesList } from '@/lib/contract/changes'
import { type ChangeStanding, changeStandings } from '@/lib/domain/change/change-standing'
import type { Severity } from '@/lib/domain/resolution/severity'
import { HistoryDays } from './history-days'
import { standingWords } from './history-words'
import type { HistoryUrl } from './use-history-url'

const glyphs: Partial<Record<ChangeStanding, Severity>> = { failed: 'critical', outside: 'warning' }

const narrowWords: Partial<Record<ChangeStanding, string>> = { outside: 'outside' }

/** How many changes stand how; each count filters. Counts stand under all other filters, so they say what pressing gives. */
export function HistoryStrip({ page, url }: { page: ChangesList | undefined; url: HistoryUrl }) {
  return (
    <section
      aria-label="Counts"
      className="flex h-[52px] shrink-0 items-stretch border-b border-line max-sm:h-[62px] max-sm:overflow-x-auto"
    >
      {changeStandings.map((standing) => {
        const isPressed = url.params.standing === standing
        const count = page?.standings[standing]
        const severity = count === 0 ? undefined : glyphs[standing]
        return (
          <button
            key={standing}
            type="button"
            aria-pressed={isPressed}
            onClick={() => url.toggleStanding(standing)}
            className={clsx(
              'flex items-center gap-[9px] border-r border-line pr-[18px] pl-4 whitespace-nowrap transition-colors focus-visible:shadow-focus-in',
              'max-sm:flex-1 max-sm:flex-col max-sm:items-start max-sm:justify-center max-sm:gap-px max-sm:px-3 max-sm:first:pl-4 max-sm:last-of-type:border-r-0',
              isPressed ? 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]' : 'hover:bg-hover',
            )}
          >
            <span className="flex items-center gap-2 max-sm:gap-1.5">
              {severity && <SeverityGlyph severity={severity} label={null} />}
              <strong className="min-w-[1ch] text-18 font-semibold tracking-[-0.02em]">{count ?? '–'}</strong>
            </span>
            <span className="text-left text-12 text-fg-2">
              <span className={clsx(narrowWords[standing] && 'max-sm:hidden')}>{standingWords[standing]}</span>
              {narrowWords[standing] && <span className="sm:hidden">{narrowWords[standing]}</span>}
            </span>
          </button>
        )
      })}
      <HistoryDays days={page?.days} />
    </section>
  )
}
