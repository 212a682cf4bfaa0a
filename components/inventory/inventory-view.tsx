'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { servicesListQuery, severityHistoryQuery, summaryQuery } from '@/lib/client/queries'
import { ClusterBanners } from './cluster-banners'
import { inOrder, usualColumns } from './columns'
import { CountStrip } from './count-strip'
import { FilterBar } from './filter-bar'
import { Insight } from './insight'
import { InventoryRows } from './inventory-rows'
import { InventorySkeleton } from './inventory-skeleton'
import { toFilters } from './search-params'
import { areUnread } from './unread-clusters'
import { useExport } from './use-export'
import { useInventoryUrl } from './use-inventory-params'
import { usePresence } from './use-presence'

const number = new Intl.NumberFormat('en')

/** Every alias and where it really leads, worst first. `problem` says why there is no cluster. */
export function InventoryView({ problem }: { problem: string | null }) {
  const url = useInventoryUrl()
  const filters = toFilters(url.params)
  const list = useQuery({ ...servicesListQuery(filters), placeholderData: keepPreviousData })
  const history = useQuery(severityHistoryQuery(filters))
  const summary = useQuery(summaryQuery())
  const clusters = list.data?.clusters ?? summary.data?.clusters ?? []
  const chosen = url.params.columns
  const { by } = url.params
  const hasClusters = clusters.length > 1
  // The same ones until others are chosen: else every row is drawn again with every change of one.
  const columns = useMemo(
    () => (chosen === null ? usualColumns(by, hasClusters) : inOrder(chosen)),
    [chosen, by, hasClusters],
  )
  const save = useExport(filters, columns)
  const [isNear, setNear] = useState(false)
  const presence = usePresence(setNear)
  const [applied, setApplied] = useState(0)
  const listKey = list.data === undefined || list.isPlaceholderData ? null : JSON.stringify([filters, applied])
  // Nobody counted yet: 0 would be a claim.
  const isUnread = list.data?.total === 0 && areUnread(clusters)
  return (
    <>
      <h1 className="sr-only">Inventory</h1>
      <CountStrip facets={isUnread ? undefined : list.data?.facets} history={history.data} url={url} />
      <ClusterBanners clusters={clusters} />
      <div className="contents" {...presence}>
        <Insight latest={list.data?.insight} listKey={listKey} isHeld={isNear} url={url} />
        <FilterBar
          url={url}
          facets={list.data?.facets}
          sum={isUnread ? '' : sumOf(list.data?.total, summary.data?.total)}
          columns={columns}
          onExport={(format) => void save(format, null)}
        />
        {list.data ? (
          <InventoryRows
            page={list.data}
            isEarlier={list.isPlaceholderData}
            filters={filters}
            columns={columns}
            url={url}
            problem={problem}
            onApply={() => setApplied(applied + 1)}
            onExport={(format, keys) => void save(format, keys)}
          />
        ) : list.isError ? (
          <Unreadable why={list.error.message} onRetry={() => void list.refetch()} />
        ) : (
          <InventorySkeleton />
        )}
      </div>
    </>
  )
}

function Unreadable({ why, onRetry }: { why: string; onRetry: () => void }) {
  return (
    <EmptyState title="The inventory could not be read" action={<Button onClick={onRetry}>Ask again</Button>}>
      {why}
    </EmptyState>
  )
}

function sumOf(total: number | undefined, all: number | undefined): string {
  if (total === undefined) return ''
  const noun = (all ?? total) === 1 ? 'alias' : 'aliases'
  const shown = number.format(total)
  return all === undefined || all <= total ? `${shown} ${noun}` : `${shown} of ${number.format(all)} ${noun}`
}
