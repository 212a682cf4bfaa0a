import type { Summary } from './statistics.ts'

/** One line of the report: what was measured, beside what kubectl or another yardstick needed in the same run. */
export interface Figure {
  readonly what: string
  readonly value: string
  readonly beside: string
  /** The goal in words; null when there is none. */
  readonly goal: string | null
  /** Whether the goal was met; null when there is none. Told, never a reason to fail. */
  readonly isMet: boolean | null
}

/** A figure with a goal that is an upper bound. */
export function bounded(what: string, value: string, beside: string, goal: string, isMet: boolean): Figure {
  return { what, value, beside, goal, isMet }
}

export function plain(what: string, value: string, beside: string): Figure {
  return { what, value, beside, goal: null, isMet: null }
}

export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return 'not measured'
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`
}

export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return 'not measured'
  return bytes >= 10_000_000
    ? `${(bytes / 1e6).toFixed(0)} MB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e3).toFixed(0)} kB`
}

export function formatSpread({ p50, p99 }: Summary): string {
  return `p50 ${formatMs(p50)}, p99 ${formatMs(p99)}`
}
