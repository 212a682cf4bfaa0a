'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { dependenciesQuery } from '@/lib/client/dependency-queries'
import { summaryQuery } from '@/lib/client/queries'
import { DependenciesFilterBar } from './dependencies-filter-bar'
import { DependenciesList } from './dependencies-list'
import { DependenciesSkeleton } from './dependencies-skeleton'
import { toDependencyFilters } from './dependency-params'
import { useDependenciesUrl } from './use-dependencies-url'

const number = new Intl.NumberFormat('en')

/** Every host that aliases point at, once, with who depends on it, worst first. */
export function DependenciesScreen() {
  const url = useDependenciesUrl()
  const filters = toDependencyFilters(url.params)
  const list = useQuery({ ...dependenciesQuery(filters), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const clusters = summary?.clusters ?? []
  const isUnread = list.data?.total === 0 && areUnread(clusters)
  return (
    <>
      <h1 className="sr-only">Dependencies</h1>
      <ClusterBanners clusters={clusters} />
      <DependenciesFilterBar
        url={url}
        facets={list.data?.facets}
        sum={list.data && !isUnread ? hostWords(list.data.total) : ''}
      />
      {isUnread ? (
        <UnreadClusters clusters={clusters} />
      ) : list.data ? (
        <DependenciesList page={list.data} isEarlier={list.isPlaceholderData} filters={filters} url={url} />
      ) : list.isError ? (
        <EmptyState
          title="The dependencies could not be read"
          action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
        >
          {list.error.message}
        </EmptyState>
      ) : (
        <DependenciesSkeleton />
      )}
    </>
  )
}

function hostWords(total: number): string {
  return `${number.format(total)} ${total === 1 ? 'host' : 'hosts'}`
}
