'use client'

import { clsx } from 'clsx'
import { absoluteTime, formatAge } from '@/components/ui/format-age'
import { HostText } from '@/components/ui/host-text'
import { useTimed } from '@/components/ui/now'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { HostInsight } from '@/lib/domain/finding/host-insight'
import { insightClause, insightReach, insightTitle, insightView } from './insight-words'

// On narrow screens as high as it mostly is, so that the rows stay where they are when its words become fewer.
const frame =
  'flex min-h-[34px] max-sm:min-h-[99px] shrink-0 items-center gap-2 border-b border-line px-4 max-sm:items-start max-sm:py-[9px] max-sm:pr-4 max-sm:pl-3'
const daySeconds = 86_400

interface InsightLineProps {
  insight: HostInsight
  /** It no longer holds, but rows must not move now. */
  isOver: boolean
  /** The list is filtered to the host. */
  isShown: boolean
  onShow: () => void
}

/** One host that explains several bad rows: its name, what is wrong, since when and on whose side, and the way to its rows. */
export function InsightLine({ insight, isOver, isShown, onShow }: InsightLineProps) {
  if (isOver) {
    return (
      <section aria-label="Insight" className={frame}>
        <SeverityGlyph severity="ok" label={null} className="max-sm:mt-0.5" />
        <p className="text-fg-2">No single host explains several of them now.</p>
      </section>
    )
  }
  const { host, severity, aliases } = insight
  const show = { aliases, isShown, onShow }
  return (
    <section aria-label="Insight" className={clsx(frame, severity === 'critical' ? 'bg-critical-bg' : 'bg-warning-bg')}>
      <SeverityGlyph severity={severity} className="max-sm:mt-0.5" />
      <p className="min-w-0 flex-1 sm:truncate" title={wholeText(insight)}>
        <b className="font-semibold">{insightTitle(insight)}</b>{' '}
        <bdi>
          <HostText host={host} className="inline! sm:max-w-[44ch] sm:inline-block! sm:align-bottom sm:leading-5" />
        </bdi>{' '}
        {insightClause(insight)}
        <Since insight={insight} />
        {insightView(insight)}.<span className="sm:hidden"> {insightReach(insight)}.</span>{' '}
        <ShowButton className="sm:hidden" {...show} />
      </p>
      <span className="shrink-0 pl-2 text-12 text-fg-2 max-lg:hidden">{insightReach(insight)}</span>
      <ShowButton className="max-sm:hidden" {...show} />
    </section>
  )
}

/** For the tooltip: on one line the end may be cut. */
function wholeText(insight: HostInsight): string {
  const { host, since } = insight
  const beginning = since === null ? '' : ` (seen since ${absoluteTime(since)})`
  return visibleText(
    `${insightTitle(insight)} ${host} ${insightClause(insight)}${insightView(insight)}${beginning}. ${insightReach(insight)}.`,
  )
}

interface ShowButtonProps {
  aliases: number
  isShown: boolean
  onShow: () => void
  className: string
}

function ShowButton({ aliases, isShown, onShow, className }: ShowButtonProps) {
  return (
    <button
      type="button"
      onClick={onShow}
      className={clsx(
        'relative shrink-0 rounded-3 whitespace-nowrap underline decoration-fg-3 underline-offset-[3px] hover:decoration-current',
        'max-sm:after:absolute max-sm:after:-inset-x-2 max-sm:after:-inset-y-3',
        className,
      )}
    >
      {isShown ? 'Show all' : `Show the ${aliases}`}
    </button>
  )
}

function Since({ insight: { since, isSinceFirstAnswer } }: { insight: HostInsight }) {
  const age = useTimed((nowMs) => {
    const seconds = since === null ? 0 : (nowMs - Date.parse(since)) / 1000
    return seconds >= daySeconds ? formatAge(seconds) : null
  })
  if (since === null) return null
  if (age !== null) return isSinceFirstAnswer ? ` for ${age} or more` : ` for ${age}`
  return (
    <>
      {isSinceFirstAnswer ? ' since before ' : ' since '}
      <TimeOfDay at={since} />
    </>
  )
}
