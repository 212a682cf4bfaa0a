import { compareText } from '@/lib/domain/compare-text'

const maximumValues = 200

/** The counts of a facet for the API: the 200 values that occur most, most first. */
export function topCounts(counts: ReadonlyMap<string, number> | undefined): Record<string, number> {
  const ordered = [...(counts ?? [])].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
  return Object.fromEntries(ordered.slice(0, maximumValues))
}
