import type { SeverityHistoryView } from '@/lib/contract/severity-history'

/** Bars of the chart, half an hour each. */
export const barCount = 48

export interface HistoryBar {
  /** From 0, the oldest, to 47. */
  place: number
  critical: number
  warning: number
  unknown: number
}

/** The counts as bars by their place in the last 24 h, the newest one last; where nothing was counted there is none. */
export function historyBars({ samples, until, stepSeconds }: SeverityHistoryView): HistoryBar[] {
  if (until === null) return []
  const newestMs = Date.parse(until)
  return samples.flatMap(({ at, critical, warning, unknown }) => {
    const place = barCount - 1 - Math.floor((newestMs - Date.parse(at)) / (stepSeconds * 1000))
    return place >= 0 && place < barCount ? [{ place, critical, warning, unknown }] : []
  })
}

/** The bars in words, for who does not see them; null without any. */
export function historyWords(bars: readonly HistoryBar[]): string | null {
  const most = (read: (bar: HistoryBar) => number) => Math.max(0, ...bars.map(read))
  const critical = most((bar) => bar.critical)
  if (bars.length === 0) return null
  const peak = bars.findLast((bar) => bar.critical === critical)
  const hoursAgo = Math.round((barCount - 1 - (peak?.place ?? 0)) / 2)
  const when = critical === 0 ? '' : hoursAgo === 0 ? ' (within the last hour)' : ` (about ${hoursAgo} h ago)`
  const others = `${most((bar) => bar.warning)} warning and ${most((bar) => bar.unknown)} unknown`
  return `Verdicts of the last 24 hours, at most at once: ${critical} critical${when}, ${others}`
}
