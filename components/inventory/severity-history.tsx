import { TimeOfDay } from '@/components/ui/time-of-day'
import type { SeverityHistoryView } from '@/lib/contract/severity-history'
import { barCount, type HistoryBar, historyBars, historyWords } from './history-bars'

const width = 4
const foot = 28
// Below this many at once the scale stays, so that one alias does not look like all of them.
const leastPeak = 8
const nearlyDayMs = 23.5 * 3_600_000

interface SeverityHistoryProps {
  history: SeverityHistoryView | undefined
  /** The list is filtered by what the console does not count by. */
  isUnfiltered: boolean
}

/** How many were critical, warning and unknown in each half hour of the last 24 h, the worst moment of each. */
export function SeverityHistory({ history, isUnfiltered }: SeverityHistoryProps) {
  const bars = history ? historyBars(history) : []
  const peak = Math.max(leastPeak, ...bars.map(({ critical, warning, unknown }) => critical + warning + unknown))
  const words = historyWords(bars)
  const named = words === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words }
  return (
    <div
      title="How many aliases were critical, warning or unknown: the worst moment of each half hour"
      className="ml-auto flex items-center gap-3 px-4 max-lg:hidden"
    >
      <span className="text-right text-11 text-fg-3">
        <b className="block font-medium text-fg-2">{isUnfiltered ? 'Verdicts, unfiltered' : 'Verdicts'}</b>
        <Reach history={history} />
      </span>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where it is empty */}
      <svg width={width * barCount} height="30" {...named}>
        <rect y={foot - 1} width={width * barCount - 1} height="1" className="fill-line" />
        {bars.map((bar) => (
          <Bar key={bar.place} bar={bar} unit={(foot - 1) / peak} />
        ))}
      </svg>
    </div>
  )
}

function Reach({ history }: { history: SeverityHistoryView | undefined }) {
  if (!history) return <>&nbsp;</>
  const { since, until } = history
  if (since === null || until === null) return 'first count soon'
  if (Date.parse(until) - Date.parse(since) >= nearlyDayMs) return 'last 24 h'
  return (
    <>
      since <TimeOfDay at={since} />
    </>
  )
}

function Bar({ bar: { place, critical, warning, unknown }, unit }: { bar: HistoryBar; unit: number }) {
  const tops = [unknown, unknown + warning, unknown + warning + critical].map((sum) => foot - sum * unit)
  const [unknownTop = foot, warningTop = foot, top = foot] = tops
  const parts = [
    { fill: 'fill-line-3', y: unknownTop, height: foot - unknownTop },
    { fill: 'fill-warning-solid', y: warningTop, height: unknownTop - warningTop },
    { fill: 'fill-critical-solid', y: top, height: warningTop - top },
  ]
  return (
    <>
      <rect x={place * width} y={foot - 1} width={width - 1} height="1" className="fill-line-2" />
      {parts.map(
        ({ fill, y, height }) =>
          height > 0 && <rect key={fill} x={place * width} y={y} width={width - 1} height={height} className={fill} />,
      )}
    </>
  )
}
