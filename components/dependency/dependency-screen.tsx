'use client'

import { useQuery } from '@tanstack/react-query'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { VerdictSay } from '@/components/service/verdict-say'
import { Banner } from '@/components/ui/banner'
import { ClientError } from '@/lib/client/client-error'
import { dependencyQuery } from '@/lib/client/dependency-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { BlastFigure } from './blast-figure'
import { DependencyHead } from './dependency-head'
import { DependencyMissing } from './dependency-missing'
import { DependencySide } from './dependency-side'
import { DependencySkeleton } from './dependency-skeleton'
import { PointingAliases } from './pointing-aliases'

/** One host, live: whom it hits, what goes down with it, who points at it, what each vantage answers. */
export function DependencyScreen({ host }: { host: string }) {
  const { data: detail, error } = useQuery(dependencyQuery(host))
  const { data: summary } = useQuery(summaryQuery())
  if (detail === undefined)
    return error ? <DependencyMissing host={host} error={error} /> : <DependencySkeleton host={host} />
  const own = new Set(detail.dependency.clusters.first)
  const { severity, title, detail: said } = detail.people
  return (
    <>
      <ClusterBanners clusters={summary?.clusters.filter(({ name }) => own.has(name)) ?? []} />
      {error && <Outdated error={error} />}
      <DependencyHead detail={detail} />
      <div className="min-h-0 flex-1 mt-2.5 overflow-y-auto border-t border-line">
        <VerdictSay sentence={{ severity, title, side: null, detail: said }} hosts={namesOf(detail)} />
        <BlastFigure detail={detail} />
        <div className="grid grid-cols-[minmax(0,1fr)_452px] border-t border-line max-lg:grid-cols-1">
          <PointingAliases detail={detail} />
          <DependencySide detail={detail} />
        </div>
      </div>
    </>
  )
}

function Outdated({ error }: { error: Error }) {
  if (error instanceof ClientError && error.status === 404) {
    return (
      <Banner severity="warning" title="No alias points at this host any more.">
        What is shown is how it was last seen.
      </Banner>
    )
  }
  return (
    <Banner severity="unknown" title="This page is not up to date.">
      {error.message}
    </Banner>
  )
}

function namesOf({ dependency, views }: DependencyDetail): string[] {
  const names = views.flatMap(({ vantages }) => vantages.flatMap(({ hops }) => hops.map(({ owner }) => owner)))
  return [...new Set([dependency.host, ...dependency.chain, ...names])]
}
