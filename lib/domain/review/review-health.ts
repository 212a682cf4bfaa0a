import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'

/** What the console saw of a host. It remembers since it runs, fifty changes a host at most. */
export interface ReviewHealth {
  /** From when on the console knows, ISO 8601. */
  since: string
  /** How often what it leads to became critical or a warning since then, over all vantages. */
  troubles: number
  /** When that was last, null where it never was. */
  lastTroubleAt: string | null
}

/** How a host fared from the last review on, as far as the console knows; null where it knows nothing. */
export function reviewHealth(history: readonly VerdictChange[], lastReviewMs: number | null): ReviewHealth | null {
  const firstMs = Math.min(...history.map(({ at }) => Date.parse(at)))
  if (!Number.isFinite(firstMs)) return null
  const sinceMs = Math.max(firstMs, lastReviewMs ?? firstMs)
  const troubles = history.filter(
    ({ at, severity }) => Date.parse(at) >= sinceMs && (severity === 'critical' || severity === 'warning'),
  )
  return {
    since: new Date(sinceMs).toISOString(),
    troubles: troubles.length,
    lastTroubleAt: troubles.at(-1)?.at ?? null,
  }
}
