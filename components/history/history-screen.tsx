'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ListSkeleton } from '@/components/ui/list-skeleton'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import { changesQuery } from '@/lib/client/changes-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { ChangesList } from '@/lib/contract/changes'
import { HistoryFilterBar } from './history-filter-bar'
import { historyGrid } from './history-grid'
import { HistoryList } from './history-list'
import { toChangesFilters } from './history-params'
import { HistoryStrip } from './history-strip'
import { useHistoryUrl } from './use-history-url'

/** Every change of every Service: who, when, from where to where, why, and what became of it. */
export function HistoryScreen() {
  const url = useHistoryUrl()
  const filters = toChangesFilters(url.params)
  const list = useQuery({ ...changesQuery(filters), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const clusters = summary?.clusters ?? []
  const isUnread = list.data?.total === 0 && areUnread(clusters)
  return (
    <>
      <h1 className="sr-only">Changes</h1>
      <HistoryStrip page={isUnread ? undefined : list.data} url={url} />
      <HistoryFilterBar url={url} page={list.data} filters={filters} />
      <ClusterBanners clusters={clusters} />
      <PartialBanners partial={list.data?.partial ?? []} />
      {list.data && list.isError && (
        <Banner severity="unknown" title="This page is not up to date.">
          {list.error.message}
        </Banner>
      )}
      {isUnread ? (
        <UnreadClusters clusters={clusters} />
      ) : list.data ? (
        <HistoryList page={list.data} isEarlier={list.isPlaceholderData} filters={filters} url={url} />
      ) : list.isError ? (
        <EmptyState
          title="The changes could not be read"
          action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
        >
          {list.error.message}
        </EmptyState>
      ) : (
        <ListSkeleton label="Changes" grid={historyGrid} />
      )}
    </>
  )
}

function PartialBanners({ partial }: Pick<ChangesList, 'partial'>) {
  return partial.map(({ cluster, why }) => (
    <Banner key={cluster} severity="warning" title={`Not every change of ${visibleText(cluster)} is here.`}>
      {sentence(visibleText(why))}
    </Banner>
  ))
}
