import { type SeverityHistoryView, sampleSeconds } from '@/lib/contract/severity-history'

const sampleMs = sampleSeconds * 1000
// Until the console has counted it is asked again this soon, and never sooner.
const leastMs = 10_000
const mostMs = sampleMs + leastMs

/** How long to wait until the console has counted anew: 10 s at least, and at most 10 s more than the time between two counts. */
export function untilNextCountMs(history: SeverityHistoryView | undefined, nowMs: number): number {
  if (history?.until == null) return leastMs
  const nextMs = Date.parse(history.until) + sampleMs + 1000
  return Math.min(mostMs, Math.max(leastMs, nextMs - nowMs))
}
