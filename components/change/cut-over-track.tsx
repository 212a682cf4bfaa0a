import { clsx } from 'clsx'
import { useId } from 'react'

interface CutOverTrackProps {
  words: string
  left: string
  /** How much of the time is over, from 0 to 1. */
  share: number
  size: 'row' | 'sheet'
}

/** One line of the cut-over clock: full is sure, hatched is still to come. */
export function CutOverTrack({ words, left, share, size }: CutOverTrackProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-[3px]">
      <div
        className={clsx(
          'flex justify-between gap-2 whitespace-nowrap text-fg-2',
          size === 'sheet' ? 'text-12' : 'text-11',
        )}
      >
        <span className="min-w-0 truncate">{words}</span>
        <span>{left}</span>
      </div>
      <Track share={Math.min(1, Math.max(0, share))} />
    </div>
  )
}

function Track({ share }: { share: number }) {
  const hatch = useId()
  return (
    <svg height="6" width="100%" aria-hidden="true" className="block overflow-hidden rounded-3 bg-line-2">
      <defs>
        <pattern id={hatch} width="5" height="6" patternUnits="userSpaceOnUse" patternTransform="skewX(-25)">
          <rect width="1.5" height="6" className="fill-line-3" />
        </pattern>
      </defs>
      <rect width="100%" height="6" fill={`url(#${hatch})`} />
      <rect width={`${share * 100}%`} height="6" className="fill-ink" />
    </svg>
  )
}
