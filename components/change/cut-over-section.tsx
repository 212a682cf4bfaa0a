'use client'

import { clsx } from 'clsx'
import { useTimed } from '@/components/ui/now'
import { TimeOfDay } from '@/components/ui/time-of-day'
import type { ChangeView } from '@/lib/contract/changes'
import type { CutOver } from '@/lib/domain/change/cut-over'
import { appliedMs, elapsedSeconds, secondsToSeen } from './change-times'
import { clockText, spanWords } from './clock-text'
import { CutOverBar } from './cut-over-bar'
import { cutOverSources } from './cut-over-words'

/** How long the cut-over will take, before anything is written. */
export function CutOverForecast({ cutOver }: { cutOver: CutOver }) {
  const { newConnections, existingConnections } = cutOver
  const all = existingConnections.seconds
  return (
    <Frame title="Cut-over clock" note="starts when it is applied" cutOver={cutOver} isPinned>
      <CutOverBar cutOver={cutOver} elapsed={null} />
      <Axis
        start="0:00"
        followed={clockText(newConnections.seconds)}
        all={all === null ? null : all < 3600 ? clockText(all) : spanWords(all)}
      />
    </Frame>
  )
}

/** The same, as it goes on and when it is over. */
export function CutOverProgress({ change, cutOver }: { change: ChangeView; cutOver: CutOver }) {
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const startMs = appliedMs(change)
  const at = (seconds: number) => <TimeOfDay at={new Date(startMs + seconds * 1000).toISOString()} withSeconds />
  const all = cutOver.existingConnections.seconds
  return (
    <Frame title="Cut-over clock" note={noteOf(change, cutOver, elapsed)} cutOver={cutOver}>
      <CutOverBar cutOver={cutOver} elapsed={elapsed} />
      <Axis
        start={<>{at(0)} applied</>}
        followed={at(cutOver.newConnections.seconds)}
        all={all === null ? null : at(all)}
      />
    </Frame>
  )
}

function noteOf(change: ChangeView, { newConnections }: CutOver, elapsed: number): string {
  const seen = secondsToSeen(change)
  if (elapsed < newConnections.seconds) {
    return seen === null ? 'the cluster’s DNS is still to answer the new name' : 'caches and clients follow'
  }
  if (seen === null) return 'longer than expected'
  return 'new connections have followed'
}

interface FrameProps {
  title: string
  note: string
  cutOver: CutOver
  /** Stays in sight above the foot, where there is room. */
  isPinned?: boolean
  children: React.ReactNode
}

function Frame({ title, note, cutOver, isPinned = false, children }: FrameProps) {
  return (
    <section
      aria-label={title}
      className={clsx(
        'border-t border-line px-5 py-3 max-sm:px-4',
        isPinned && 'md:tall:sticky md:tall:bottom-0 md:tall:bg-canvas',
      )}
    >
      <div className="mb-2 flex items-baseline gap-x-2.5 max-md:flex-wrap">
        <h2 className="shrink-0 font-semibold">{title}</h2>
        <span className="shrink-0 text-fg-3">{note}</span>
        <span className="ml-auto min-w-0 text-12 text-fg-3 max-md:ml-0 max-md:w-full">{cutOverSources(cutOver)}</span>
      </div>
      {children}
      <Unknown cutOver={cutOver} />
    </section>
  )
}

function Unknown({ cutOver }: { cutOver: CutOver }) {
  const unknown = cutOver.newConnections.parts.filter(({ seconds }) => seconds === null)
  if (unknown.length === 0) return null
  return <p className="mt-1 text-11 text-fg-3">Not counted: {unknown.map(({ words }) => words).join('; ')}.</p>
}

function Axis({ start, followed, all }: { start: React.ReactNode; followed: React.ReactNode; all: React.ReactNode }) {
  return (
    <div className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-11 text-fg-3">
      <span>{start}</span>
      <span>
        <b className="font-medium text-fg">{followed}</b> new connections follow
      </span>
      <span>
        {all === null ? (
          'existing ones may stay for ever'
        ) : (
          <>
            <b className="font-medium text-fg">{all}</b> all
          </>
        )}
      </span>
    </div>
  )
}
