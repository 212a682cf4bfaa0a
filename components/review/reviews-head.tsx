'use client'

import Link from 'next/link'
import { useSayExported } from '@/components/session/use-say-exported'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewsFilters } from '@/lib/client/review-queries'
import type { ReviewsPage } from '@/lib/contract/reviews'
import { reportHref } from './report-href'
import type { ReviewsUrl } from './use-reviews-url'

const number = new Intl.NumberFormat('en')

interface ReviewsHeadProps {
  page: ReviewsPage | undefined
  url: ReviewsUrl
  filters: ReviewsFilters
}

/** How far it is, whose queue is shown, and the ways out: a table and a report to print. */
export function ReviewsHead({ page, url, filters }: ReviewsHeadProps) {
  const say = useSayExported({ one: 'review', many: 'reviews' })
  const counted = (words: string, count: number | undefined) =>
    count === undefined ? words : `${words} ${number.format(count)}`
  const shown = page?.queue ?? url.params.queue ?? 'open'
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line px-5 max-sm:min-h-11 max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
      <h1 className="text-18 font-semibold tracking-[-0.02em] max-sm:sr-only">Reviews</h1>
      <p aria-live="polite" className="min-w-0 truncate text-fg-3" title={page && cadenceWords(page)}>
        {page && sumWords(page)}
      </p>
      <div className="ml-auto flex min-w-0 items-center gap-1.5 max-sm:edge max-sm:ml-0 max-sm:w-full">
        {url.params.q !== '' && (
          <Button icon="x" onClick={url.clear}>
            “{visibleText(url.params.q)}”
          </Button>
        )}
        <Segments
          label="Queue"
          value={shown}
          options={[
            { value: 'mine', label: counted('My queue', page?.counts.mine) },
            { value: 'open', label: counted('All open', page?.counts.open) },
            { value: 'overdue', label: counted('Overdue', page?.counts.overdue) },
            { value: 'done', label: counted('Done', page?.counts.done) },
          ]}
          onSelect={url.show}
        />
        <Button
          icon="download"
          onClick={() => void say(async () => (await import('./export/export-reviews')).exportReviews(filters))}
        >
          CSV
        </Button>
        <Link href={reportHref(url.params)} prefetch={false} className={buttonClass()}>
          Report
        </Link>
      </div>
    </header>
  )
}

function sumWords({ counts: { all, done, overdue } }: ReviewsPage): string {
  return `${number.format(done)} of ${number.format(all)} signed off, ${number.format(overdue)} overdue`
}

function cadenceWords({ cadence: { days, environments, noticeDays } }: ReviewsPage): string {
  const own = Object.entries(environments).map(([environment, each]) => `${visibleText(environment)} ${each} d`)
  return `A sign-off holds ${[`${days} d`, ...own].join(', ')}; it is due ${noticeDays} d before its end`
}
