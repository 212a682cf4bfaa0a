'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { lazy, Suspense } from 'react'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { visibleText } from '@/components/ui/visible-text'
import { environmentsQuery } from '@/lib/client/environment-queries'
import { summaryQuery } from '@/lib/client/queries'
import { EnvironmentsHead } from './environments-head'
import { environmentsParams, toExportFilters, toMatrixFilters } from './environments-params'
import { EnvironmentsSkeleton } from './environments-skeleton'
import { MatrixList } from './matrix-list'
import { NoDependencies } from './no-dependencies'

const ExportSheet = lazy(() => import('./export-sheet').then((module) => ({ default: module.ExportSheet })))

/** Every dependency over the environments that it is promoted through: who leads where, and what stands out. */
export function EnvironmentsScreen() {
  const [params, setParams] = useQueryStates(environmentsParams)
  const filters = toMatrixFilters(params)
  const list = useQuery({ ...environmentsQuery(filters), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const { data, error } = list
  const clusters = summary?.clusters ?? []
  const isUnread = data?.states.all === 0 && areUnread(clusters)
  return (
    <>
      <EnvironmentsHead params={params} page={isUnread ? undefined : data} onParams={(next) => void setParams(next)} />
      {data && error && (
        <Banner severity="unknown" title="This page is not up to date.">
          {visibleText(error.message)}
        </Banner>
      )}
      <ClusterBanners clusters={clusters} />
      {data && data.moreEnvironments > 0 && (
        <Banner severity="info" title={`${data.moreEnvironments} more environments have no column.`}>
          The twelve with the most Services are shown.
        </Banner>
      )}
      {isUnread ? (
        <UnreadClusters clusters={clusters} />
      ) : data === undefined ? (
        error ? (
          <EmptyState
            title="The environments could not be read"
            action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
          >
            <p role="alert">{visibleText(error.message)}</p>
          </EmptyState>
        ) : (
          <EnvironmentsSkeleton />
        )
      ) : data.items.length === 0 ? (
        <NoDependencies
          page={data}
          onClear={() => void setParams({ q: null, state: null, cluster: null, owner: null, from: null })}
        />
      ) : (
        <div aria-busy={list.isPlaceholderData} className="flex min-h-0 flex-1 flex-col">
          <MatrixList
            isEarlier={list.isPlaceholderData}
            page={data}
            listKey={JSON.stringify(filters)}
            open={params.open}
            onOpen={(open) => void setParams({ open: open || null })}
            onPage={(from) => void setParams({ from: from || null, open: null })}
          />
        </div>
      )}
      {params.export && (
        <Suspense>
          <ExportSheet filters={toExportFilters(params)} onClose={() => void setParams({ export: null })} />
        </Suspense>
      )}
    </>
  )
}
