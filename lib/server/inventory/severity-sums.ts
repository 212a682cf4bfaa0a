import type { SeverityCounts } from '@/lib/contract/severity-history'
import { type Severity, severities, severityRank } from '@/lib/domain/resolution/severity'

const unowned = severities.length

/** Counts as plain numbers: one for each severity, worst first, then the unowned. */
export const sumsWidth = severities.length + 1

export function zeroSums(): number[] {
  return new Array<number>(sumsWidth).fill(0)
}

/** Adds the counts that begin at `offset`. */
export function addSums(sums: number[], counts: ArrayLike<number>, offset = 0): void {
  for (let index = 0; index < sumsWidth; index += 1) sums[index] = (sums[index] ?? 0) + (counts[offset + index] ?? 0)
}

export function countRow(sums: number[], severity: Severity, isUnowned: boolean): void {
  const place = severityRank(severity)
  sums[place] = (sums[place] ?? 0) + 1
  if (isUnowned) sums[unowned] = (sums[unowned] ?? 0) + 1
}

export function namedSums(sums: readonly number[]): SeverityCounts {
  const of = (severity: Severity) => sums[severityRank(severity)] ?? 0
  return {
    critical: of('critical'),
    warning: of('warning'),
    unknown: of('unknown'),
    info: of('info'),
    ok: of('ok'),
    unowned: sums[unowned] ?? 0,
  }
}
