import type { ReviewsParams } from './reviews-params'

const kept = ['team', 'namespace', 'environment', 'cluster'] as const

/** The page to print, of what the filters leave whatever queue is shown. */
export function reportHref(params: Pick<ReviewsParams, (typeof kept)[number]>): string {
  const search = new URLSearchParams(
    kept.flatMap((field) => params[field].map((value): [string, string] => [field, value])),
  )
  return `/reviews/report${search.size === 0 ? '' : `?${search}`}`
}
