'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { senses } from '@/components/inventory/filter-values'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { ViewSwitch } from '@/components/inventory/view-switch'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ListSkeleton } from '@/components/ui/list-skeleton'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import { findingsQuery } from '@/lib/client/finding-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { FindingsPage } from '@/lib/contract/findings'
import { findingGrid } from './finding-grid'
import { toFindingsFilters } from './finding-params'
import { FindingStrip } from './finding-strip'
import { FindingsFilterBar } from './findings-filter-bar'
import { FindingsList } from './findings-list'
import { useFindingsUrl } from './use-findings-url'

const PolicySheet = lazy(() => import('./policy-sheet').then((module) => ({ default: module.PolicySheet })))

/** What the rules say of every alias, worst first, by team. */
export function FindingsView() {
  const url = useFindingsUrl()
  const filters = toFindingsFilters(url.params)
  const list = useQuery({ ...findingsQuery(filters), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const clusters = summary?.clusters ?? []
  const isUnread = list.data?.total === 0 && areUnread(clusters)
  return (
    <>
      <h1 className="sr-only">Findings</h1>
      <FindingStrip page={isUnread ? undefined : list.data} url={url} />
      <ClusterBanners clusters={clusters} />
      <FindingsFilterBar
        url={url}
        page={list.data}
        filters={filters}
        views={<ViewSwitch current="findings" filters={url.params} />}
      />
      <PartialBanners partial={list.data?.partial ?? []} />
      {list.data && list.isError && (
        <Banner severity="unknown" title="This page is not up to date.">
          {list.error.message}
        </Banner>
      )}
      {isUnread ? (
        <UnreadClusters clusters={clusters} />
      ) : list.data ? (
        <FindingsList page={list.data} isEarlier={list.isPlaceholderData} filters={filters} url={url} />
      ) : list.isError ? (
        <EmptyState
          title="The findings could not be read"
          action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
        >
          {list.error.message}
        </EmptyState>
      ) : (
        <ListSkeleton label="Findings" grid={findingGrid} />
      )}
      {url.params.policy !== null && (
        <Suspense>
          <PolicySheet
            chosen={url.params.policy}
            cluster={onlyCluster(url.params.cluster)}
            onChoose={url.choosePolicy}
            onClose={() => url.choosePolicy(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** The one cluster that the list is filtered by, if it is one. */
function onlyCluster(filter: readonly string[]): string | null {
  const [only] = senses(filter)
  return only !== undefined && !only.isNot && only.values.length === 1 ? (only.values[0] ?? null) : null
}

const silent = {
  consumers: 'Whether anything names an alias is not known everywhere',
  slices: 'Whether EndpointSlices are left is not known everywhere',
} as const

/** What was not read: the rules about it say nothing, which is not the same as nothing found. */
function PartialBanners({ partial }: Pick<FindingsPage, 'partial'>) {
  return partial.map(({ cluster, what, why }) => (
    <Banner key={`${cluster} ${what}`} severity="unknown" title={`${silent[what]} in ${visibleText(cluster)}.`}>
      {sentence(visibleText(why))}
    </Banner>
  ))
}
