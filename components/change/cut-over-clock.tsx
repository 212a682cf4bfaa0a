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
import { clockText, elapsedSeconds, expectedCutOver, leftWords, proofTook } from './cut-over'
import { CutOverTrack } from './cut-over-track'

interface CutOverClockProps {
  change: ChangeView
  /** The verb beside it: Undo. */
  action?: ReactNode
  size?: 'row' | 'sheet'
}

/** How long ago it was switched, and when new and pooled connections follow at the latest; once it is proven, after how long. */
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
  const { seconds, source } = expectedCutOver(resolution)
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <div className="flex items-center gap-2">
        <span
          role="timer"
          aria-label="Since it was applied"
          className={clsx('font-medium tracking-[-0.02em]', size === 'sheet' ? 'text-40' : 'text-24')}
        >
          {clockText(elapsed)}
        </span>
        <span className="text-12 text-fg-3">of {clockText(seconds)}</span>
        <span className="ml-auto">{action}</span>
      </div>
      <CutOverTrack
        words="New connections"
        source={source}
        left={leftWords(seconds - elapsed)}
        share={elapsed / seconds}
      />
      <Pooled change={change} />
      <p role="status" className={size === 'sheet' ? 'text-12 text-fg-3' : 'sr-only'}>
        {changeStateWords(change.state).words}
      </p>
    </div>
  )
}

function Pooled({ change }: { change: ChangeView }) {
  const { pooledSeconds } = expectedCutOver(undefined)
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  return (
    <CutOverTrack
      words="Pooled connections"
      source="assumed"
      left={leftWords(pooledSeconds - elapsed)}
      share={elapsed / pooledSeconds}
    />
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
      {severity === 'ok' && (
        <div className="col-span-2">
          <Pooled change={change} />
        </div>
      )}
    </div>
  )
}

const kindWords: Readonly<Record<string, string>> = { switch: 'Switched', retarget: 'Retargeted', undo: 'Undone' }
