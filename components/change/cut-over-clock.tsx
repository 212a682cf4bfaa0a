'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTimed } from '@/components/ui/now'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { resolutionQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import { changeStateWords } from './change-state-words'
import { clockText, elapsedSeconds, expectedCutOver } from './cut-over'

interface CutOverClockProps {
  change: ChangeView
  /** The verb beside it: Undo. */
  action?: ReactNode
  size?: 'row' | 'sheet'
}

/** How long ago it was switched, and when new connections follow at the latest. Counts on while the proof runs. */
export function CutOverClock({ change, action, size = 'row' }: CutOverClockProps) {
  const { data: resolution } = useQuery(resolutionQuery(change.service))
  const { seconds: expected, source } = expectedCutOver(resolution)
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const { words, severity, isRunning } = changeStateWords(change.state)
  const left = Math.max(0, expected - elapsed)
  const isDone = !isRunning && severity === 'ok'
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <span
          role="timer"
          aria-label="Since the switch"
          className={clsx('font-medium tracking-[-0.02em]', size === 'sheet' ? 'text-40' : 'text-24')}
        >
          {clockText(elapsed)}
        </span>
        {isRunning ? (
          <span className="text-12 text-fg-3">of {clockText(expected)}</span>
        ) : (
          <VerdictBadge severity={severity}>{words}</VerdictBadge>
        )}
        <span className="ml-auto">{action}</span>
      </div>
      <div className="flex justify-between text-12">
        <span className="text-fg-2">New connections</span>
        <span className="text-fg-3">
          {isDone
            ? 'get the new answer'
            : left > 0 && isRunning
              ? `${left} s left${source === 'assumed' ? ', assumed' : ''}`
              : words}
        </span>
      </div>
      <Track share={isDone ? 1 : Math.min(1, elapsed / expected)} />
      <p role="status" className="text-12 text-fg-3">
        {words}. Pooled connections follow when they close.
      </p>
    </div>
  )
}

function Track({ share }: { share: number }) {
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      height="6"
      aria-hidden="true"
      className="block w-full overflow-hidden rounded-3"
    >
      <defs>
        <pattern id="waiting" width="1.2" height="6" patternUnits="userSpaceOnUse" patternTransform="skewX(-30)">
          <rect width=".6" height="6" className="fill-line-3" />
        </pattern>
      </defs>
      <rect width="100" height="6" fill="url(#waiting)" />
      <rect width={share * 100} height="6" className="fill-ink" />
    </svg>
  )
}
