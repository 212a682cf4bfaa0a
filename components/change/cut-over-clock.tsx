'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { useTimed } from '@/components/ui/now'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { isInFlight } from '@/lib/domain/change/change-life'
import { changeStateWords } from './change-state-words'
import { elapsedSeconds, secondsToSeen } from './change-times'
import { clockText, tookWords } from './clock-text'
import { CutOverTracks } from './cut-over-tracks'

interface CutOverClockProps {
  change: ChangeView
  /** The verb beside it: Undo. */
  action?: ReactNode
  size?: 'row' | 'sheet'
}

/** How long ago it was applied, and when new and pooled connections follow at the latest; once it is proven, after how long it was seen. */
export function CutOverClock({ change, action, size = 'row' }: CutOverClockProps) {
  const { cutOver } = change
  const { severity } = changeStateWords(change.state)
  const goesOn = isInFlight(change) || severity === 'ok'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {isInFlight(change) ? (
        <Running change={change} action={action} size={size} />
      ) : (
        <Ended change={change} action={action} size={size} />
      )}
      {cutOver && goesOn && <CutOverTracks change={change} cutOver={cutOver} size={size} />}
      {!cutOver && goesOn && <p className="text-12 text-fg-3">How long caches keep the old answer is not recorded.</p>}
    </div>
  )
}

function Running({ change, action, size }: Required<CutOverClockProps>) {
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  return (
    <>
      <div className="flex items-baseline gap-2">
        <span role="timer" aria-label="Since it was applied" className={clockClass(size)}>
          {clockText(elapsed)}
        </span>
        {change.cutOver && (
          <span className={clsx('text-fg-3', size === 'sheet' ? 'text-13' : 'text-12')}>
            of {clockText(change.cutOver.newConnections.seconds)}
          </span>
        )}
        <span className="ml-auto self-center">{action}</span>
      </div>
      <p role={size === 'row' ? 'status' : undefined} className={size === 'sheet' ? 'text-12 text-fg-3' : 'sr-only'}>
        {changeStateWords(change.state).words}
      </p>
    </>
  )
}

function Ended({ change, action, size }: Required<CutOverClockProps>) {
  const { words, severity } = changeStateWords(change.state)
  const seen = secondsToSeen(change)
  const note = change.steps.at(-1)?.note ?? null
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {size === 'sheet' && seen !== null && (
          <span role="timer" aria-label="Until the new name was seen" className={clockClass(size)}>
            {seen < 10 ? tookWords(seen) : clockText(Math.floor(seen))}
          </span>
        )}
        <span role={size === 'row' ? 'status' : undefined} className="min-w-0">
          <VerdictBadge severity={severity}>{words}</VerdictBadge>
        </span>
        <span className="ml-auto min-h-7">{action}</span>
      </div>
      <p className="text-12 wrap-anywhere text-fg-3">
        {kindWords[change.kind] ?? 'Changed'} <Age at={change.at} suffix="ago" />
        {severity === 'ok' && seen !== null ? `, the new name seen after ${tookWords(seen)}.` : '.'}
        {severity !== 'ok' && note !== null && ` ${visibleText(note)}`}
      </p>
    </>
  )
}

function clockClass(size: 'row' | 'sheet'): string {
  return clsx('font-medium tracking-[-0.02em]', size === 'sheet' ? 'text-40' : 'text-24')
}

const kindWords: Readonly<Record<string, string>> = {
  switch: 'Switched',
  retarget: 'Retargeted',
  'to-headless': 'Pointed at addresses',
  undo: 'Undone',
}
