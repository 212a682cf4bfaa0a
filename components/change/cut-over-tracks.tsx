'use client'

import { useTimed } from '@/components/ui/now'
import type { ChangeView } from '@/lib/contract/changes'
import type { CutOver } from '@/lib/domain/change/cut-over'
import { elapsedSeconds, secondsToSeen } from './change-times'
import { leftWords, spanWords } from './clock-text'
import { CutOverTrack } from './cut-over-track'
import { sourceWords } from './cut-over-words'

interface CutOverTracksProps {
  change: ChangeView
  cutOver: CutOver
  size: 'row' | 'sheet'
}

/** How far new connections and those in pools have followed. */
export function CutOverTracks({ change, cutOver, size }: CutOverTracksProps) {
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const { seconds } = cutOver.newConnections
  const pool = cutOver.existingConnections.parts.find(({ code }) => code === 'pool')
  const all = cutOver.existingConnections.seconds
  return (
    <>
      <CutOverTrack
        words="New connections"
        left={newWords(change, seconds, elapsed)}
        share={secondsToSeen(change) === null ? Math.min(elapsed / seconds, 0.98) : elapsed / seconds}
        size={size}
      />
      {pool && (
        <CutOverTrack
          words={`Pooled connections, lifetime ${sourceWords(pool.source)}`}
          left={pooledWords(all, elapsed)}
          share={all === null ? 0 : elapsed / all}
          size={size}
        />
      )}
    </>
  )
}

function newWords(change: ChangeView, seconds: number, elapsed: number): string {
  if (elapsed < seconds) return leftWords(seconds - elapsed)
  return secondsToSeen(change) === null ? 'longer than expected' : 'have followed'
}

function pooledWords(all: number | null, elapsed: number): string {
  if (all === null) return 'no end known'
  return elapsed >= all ? 'have ended' : `up to ${spanWords(all - elapsed)}`
}
