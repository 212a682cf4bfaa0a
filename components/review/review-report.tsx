'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { absoluteTime } from '@/components/ui/format-age'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { reviewReportQuery } from '@/lib/client/review-queries'
import { ReportTeam } from './report-team'
import { byTeam, type TeamReport } from './report-teams'
import { reviewsParams, toReviewsFilters } from './reviews-params'

const number = new Intl.NumberFormat('en')

/** Who signed off what and until when, by team, on white pages: to print, or to keep as a PDF. */
export function ReviewReport() {
  const [params] = useQueryStates(reviewsParams)
  const { queue: _, ...filters } = toReviewsFilters(params)
  const report = useQuery(reviewReportQuery(filters))
  const { data, error } = report
  if (data === undefined) {
    return error === null ? (
      <div aria-busy="true" className="grid gap-3 p-5">
        <h1 className="text-18 font-semibold tracking-[-0.02em]">Review report</h1>
        <Skeleton className="w-64" />
        <Skeleton className="w-96" />
      </div>
    ) : (
      <EmptyState
        heading="h1"
        title="The report could not be made"
        action={<Button onClick={() => void report.refetch()}>Ask again</Button>}
      >
        <p role="alert">{visibleText(error.message)}</p>
      </EmptyState>
    )
  }
  const teams = byTeam(data.items)
  return (
    <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">
      <article className="mx-auto max-w-[1100px] px-5 py-5 max-sm:px-4 print:max-w-none print:p-0">
        <header className="flex items-start gap-6 border-b max-sm:flex-wrap max-sm:gap-3 border-line-2 pb-4">
          <div className="min-w-0 flex-1 max-sm:basis-full">
            <h1 className="text-18 font-semibold tracking-[-0.02em]">Review report</h1>
            <p className="text-fg-2">{sumWords(teams)}</p>
            <p className="text-12 text-fg-3">
              {absoluteTime(data.at)}, as {visibleText(data.viewer)} may see it. {scopeWords(params)} A sign-off holds
              while target, type, ports and owner are what they were; the code is what it is bound to.
            </p>
          </div>
          <div className="flex shrink-0 gap-1.5 print:hidden sm:ml-auto">
            <Link href="/reviews" prefetch={false} className={buttonClass()}>
              Back
            </Link>
            <Button variant="ink" icon="file" onClick={() => window.print()}>
              Print
            </Button>
          </div>
        </header>
        {data.partial.map(({ cluster, why }) => (
          <Banner key={cluster} severity="unknown" title={`Not every review of ${visibleText(cluster)} is known.`}>
            {visibleText(why)}
          </Banner>
        ))}
        {data.beyond !== null && (
          <Banner severity="warning" title={`${number.format(data.items.length)} of ${number.format(data.beyond)}.`}>
            Choose a team to have the others.
          </Banner>
        )}
        {teams.length === 0 && <p className="py-5 text-fg-2">There is no alias to report on.</p>}
        {teams.map((team) => (
          <ReportTeam key={team.team ?? ''} report={team} />
        ))}
      </article>
    </div>
  )
}

function sumWords(teams: readonly TeamReport[]): string {
  const sum = (count: (team: TeamReport) => number) => number.format(teams.reduce((all, team) => all + count(team), 0))
  return `${sum(({ signed }) => signed.length)} signed off, ${sum(({ open }) => open.length)} open`
}

function scopeWords({
  team,
  namespace,
  environment,
  cluster,
}: ReturnType<typeof useQueryStates<typeof reviewsParams>>[0]) {
  const parts = Object.entries({ team, namespace, environment, cluster }).flatMap(([field, values]) =>
    values.length === 0 ? [] : [`${field} ${values.map(visibleText).join(', ')}`],
  )
  return parts.length === 0 ? '' : `Only ${parts.join('; ')}.`
}
