import type { ChangesList } from '@/lib/contract/changes'

const pitch = 6
const foot = 28
// Below this many a day the scale stays, so that one change does not look like a storm.
const leastPeak = 5

/** How many changes each of the last 30 days had, and how many of them failed, were taken back or reverted. */
export function HistoryDays({ days = [] }: { days: ChangesList['days'] | undefined }) {
  const peak = Math.max(leastPeak, ...days.map(({ all }) => all))
  const unit = (foot - 1) / peak
  const sum = (read: (day: ChangesList['days'][number]) => number) => days.reduce((total, day) => total + read(day), 0)
  const words = `Changes of the last 30 days: ${sum(({ all }) => all)}, of which ${sum(({ bad }) => bad)} failed or were taken back`
  const named = days.length === 0 ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words }
  return (
    <div title="Changes of each day, in UTC" className="ml-auto flex items-center gap-3 px-4 max-lg:hidden">
      <span className="text-right text-11 text-fg-3">
        <b className="block font-medium text-fg-2">Changes per day</b>
        30 d, red was undone or failed
      </span>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where it is empty */}
      <svg width={pitch * 30} height="30" {...named}>
        <rect y={foot - 1} width={pitch * 30 - 1} height="1" className="fill-line" />
        {days.map(({ all, bad }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the last thirty
          <g key={place}>
            <rect {...bar(place, foot - all * unit, (all - bad) * unit)} className="fill-line-3" />
            <rect {...bar(place, foot - bad * unit, bad * unit)} className="fill-critical-solid" />
          </g>
        ))}
      </svg>
    </div>
  )
}

function bar(place: number, y: number, height: number) {
  return { x: place * pitch, width: pitch - 2, y, height: Math.max(0, height) }
}
