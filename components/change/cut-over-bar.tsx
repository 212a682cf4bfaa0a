import { clsx } from 'clsx'
import type { CutOver } from '@/lib/domain/change/cut-over'
import type { CutOverPart } from '@/lib/domain/change/cut-over-part'
import { spanWords } from './clock-text'
import { sourceWords } from './cut-over-words'

interface CutOverBarProps {
  cutOver: CutOver
  /** Seconds since it was applied; null before. */
  elapsed: number | null
}

/** The parts of a cut-over one behind the other: over, running, still to come; connections in pools last, dashed. */
export function CutOverBar({ cutOver, elapsed }: CutOverBarProps) {
  const { newConnections, existingConnections } = cutOver
  const known = newConnections.parts.filter(({ seconds }) => seconds !== null && seconds > 0)
  const pool = existingConnections.parts.find(({ code }) => code === 'pool')
  let before = 0
  return (
    <ul aria-label="Parts of the cut-over" className="flex gap-0.5 text-11 whitespace-nowrap max-sm:flex-wrap">
      {known.map((part) => {
        const share = shareOf(part, elapsed, before)
        before += part.seconds ?? 0
        return <Segment key={part.words} part={part} share={share} />
      })}
      {pool && (
        <li className="min-w-0 flex-[3_1_0%] truncate rounded-3 border border-dashed border-line-3 px-1.5 py-[3px] text-fg-2 max-sm:basis-full">
          {pool.seconds === null
            ? 'connections in pools, which never end'
            : `connections in pools, up to ${spanWords(pool.seconds)}`}
        </li>
      )}
    </ul>
  )
}

function shareOf({ seconds }: CutOverPart, elapsed: number | null, before: number): number {
  if (elapsed === null || seconds === null) return 0
  return Math.min(1, Math.max(0, (elapsed - before) / seconds))
}

function Segment({ part, share }: { part: CutOverPart; share: number }) {
  const isOver = share === 1
  return (
    <li
      title={`${part.words}: ${part.seconds} s, ${sourceWords(part.source)}`}
      className={clsx(
        'relative isolate min-w-0 truncate rounded-3 px-1.5 py-1',
        isOver ? 'bg-ink text-on-ink' : 'bg-press',
        growth(part.seconds ?? 0),
      )}
    >
      {share > 0 && !isOver && (
        <svg aria-hidden="true" width="100%" height="100%" className="absolute inset-0 -z-10">
          <rect width={`${share * 100}%`} height="100%" className="fill-unknown-line" />
          <rect x={`${share * 100}%`} width="2" height="100%" className="fill-ink" />
        </svg>
      )}
      <b className="font-medium">{part.seconds} s</b>
      {part.code !== 'watch' && <span className={clsx('ml-1.5', !isOver && 'text-fg-2')}>{part.words}</span>}
    </li>
  )
}

// Not to scale: the shortest part still has room for its words.
function growth(seconds: number): string {
  if (seconds <= 2) return 'flex-none'
  return seconds <= 10 ? 'flex-[1_1_0%]' : 'flex-[2_1_0%]'
}
