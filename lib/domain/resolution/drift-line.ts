import type { VantageName } from './resolution'
import type { Severity } from './severity'
import type { VerdictChange } from './verdict-change'

/** A stretch of time with one severity; milliseconds since the epoch. */
export interface DriftStretch {
  fromMs: number
  toMs: number
  severity: Severity
}

/** What one vantage said over a time: how it stood, and when the terminal name became another. */
export interface DriftLine {
  vantage: VantageName
  stretches: DriftStretch[]
  movedAtMs: number[]
}

/** The line of one vantage from its changes (oldest first), within a window; null where it said nothing in it. */
export function driftLine(
  history: readonly VerdictChange[],
  vantage: VantageName,
  window: { fromMs: number; toMs: number },
): DriftLine | null {
  const { fromMs, toMs } = window
  const changes = history.filter((change) => change.vantage === vantage)
  const stretches: DriftStretch[] = []
  for (const [index, { at, severity }] of changes.entries()) {
    const next = changes[index + 1]
    const start = Math.max(fromMs, Date.parse(at))
    const end = Math.min(toMs, next === undefined ? toMs : Date.parse(next.at))
    if (!(end > start)) continue
    const last = stretches.at(-1)
    if (last?.severity === severity && last.toMs === start) last.toMs = end
    else stretches.push({ fromMs: start, toMs: end, severity })
  }
  const movedAtMs = changes
    .filter(hasMoved)
    .map(({ at }) => Date.parse(at))
    .filter((at) => at >= fromMs && at <= toMs)
  return stretches.length === 0 ? null : { vantage, stretches, movedAtMs }
}

/** For how many of these milliseconds the vantage was not fine. */
export function troubledMs({ stretches }: DriftLine): number {
  return stretches.filter(isTroubled).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
}

export function isTroubled({ severity }: DriftStretch): boolean {
  return severity !== 'ok' && severity !== 'info'
}

function hasMoved({ terminal, previousTerminal }: VerdictChange): boolean {
  return terminal !== null && previousTerminal !== null && terminal !== previousTerminal
}
