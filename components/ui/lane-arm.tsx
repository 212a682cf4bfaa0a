import { clsx } from 'clsx'
import type { Colour } from '@/lib/domain/group/colour'

const widths: Record<Colour, number> = { blue: 46, green: 54 }

/** A sign arm with its lane's word: filled is live, outlined stands by. */
export function LaneArm({ colour, live, className }: { colour: Colour; live: boolean; className?: string }) {
  const width = widths[colour]
  const tip = width - 9
  return (
    <svg
      viewBox={`0 0 ${width} 20`}
      width={width}
      height="20"
      role="img"
      aria-label={`${colour}, ${live ? 'live' : 'standby'}`}
      className={clsx('block', colour === 'blue' ? 'text-blue-solid' : 'text-green-solid', className)}
    >
      <path
        d={`M4 .75h${tip - 4}l8 9.25-8 9.25H4A3.25 3.25 0 0 1 .75 16V4A3.25 3.25 0 0 1 4 .75z`}
        fill={live ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <text
        x="8"
        y="14"
        className={clsx(
          'font-sans text-[11.5px] font-semibold',
          colour === 'blue' ? (live ? 'fill-on-blue' : 'fill-blue') : live ? 'fill-on-green' : 'fill-green',
        )}
      >
        {colour}
      </text>
    </svg>
  )
}

interface LaneMarkProps {
  colour: Colour
  live?: boolean
  /** On an ink button. */
  onInk?: boolean
  label?: string | null
}

/** The 14 × 11 arm behind a name in a table cell, or on a button that says the colour. */
export function LaneMark({ colour, live = true, onInk = false, label = colour }: LaneMarkProps) {
  const name = label === null ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  const paint =
    colour === 'blue'
      ? onInk
        ? 'text-blue-on-ink'
        : 'text-blue-solid'
      : onInk
        ? 'text-green-on-ink'
        : 'text-green-solid'
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the word stands beside it
    <svg viewBox="0 0 14 11" width="14" height="11" {...name} className={clsx('inline-block', paint)}>
      <path
        d="M2.5 1H9l4 4.5L9 10H2.5A1.5 1.5 0 0 1 1 8.5v-6A1.5 1.5 0 0 1 2.5 1z"
        fill={live ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={live ? 0 : 1.5}
      />
    </svg>
  )
}
