'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { useTimed } from '@/components/ui/now'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import { resolutionQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import { changeStateWords } from './change-state-words'
import { clockText, elapsedSeconds, expectedCutOver, proofTook } from './cut-over'

interface CutOverClockProps {
  change: ChangeView
  /** The verb beside it: Undo. */
  action?: ReactNode
  size?: 'row' | 'sheet'
}

/** How long ago it was switched, and when new connections follow at the latest; once it is proven, after how long. */
export function CutOverClock({ change, action, size = 'row' }: CutOverClockProps) {
  const took = proofTook(change)
  return took === null ? (
    <Running change={change} action={action} size={size} />
  ) : (
    <Ended change={change} action={action} took={took} />
  )
}

function Running({ change, action, size }: CutOverClockProps) {
  const { data: resolution } = useQuery(resolutionQuery(change.service))
  const { seconds: expected, source } = expectedCutOver(resolution)
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const left = Math.max(0, expected - elapsed)
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <span
          role="timer"
          aria-label="Since it was applied"
          className={clsx('font-medium tracking-[-0.02em]', size === 'sheet' ? 'text-40' : 'text-24')}
        >
          {clockText(elapsed)}
        </span>
        <span className="text-12 text-fg-3">of {clockText(expected)}</span>
        <span className="ml-auto">{action}</span>
      </div>
      <div className="flex justify-between gap-2 text-12">
        <span className="text-fg-2">New connections</span>
        <span className="text-fg-3">
          {left > 0 ? `${left} s left` : 'any moment'}
          {source === 'assumed' && ', assumed'}
        </span>
      </div>
      <Track share={Math.min(1, elapsed / expected)} />
      <p role="status" className="text-12 text-fg-3">
        {changeStateWords(change.state).words}. Pooled connections follow when they close.
      </p>
    </div>
  )
}

function Ended({ change, action, took }: { change: ChangeView; action: ReactNode; took: string }) {
  const { words, severity } = changeStateWords(change.state)
  const note = change.steps.at(-1)?.note ?? null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1">
      <span role="status" className="min-w-0">
        <VerdictBadge severity={severity}>{words}</VerdictBadge>
      </span>
      <span className="min-h-7">{action}</span>
      <p className="col-span-2 text-12 wrap-anywhere text-fg-3">
        {kindWords[change.kind] ?? 'Changed'} <Age at={change.at} suffix="ago" />
        {severity === 'ok' ? `, the new answer seen after ${took}.` : '.'}
        {severity !== 'ok' && note !== null && ` ${visibleText(note)}`}
      </p>
    </div>
  )
}

const kindWords: Readonly<Record<string, string>> = { switch: 'Switched', retarget: 'Retargeted', undo: 'Undone' }

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
