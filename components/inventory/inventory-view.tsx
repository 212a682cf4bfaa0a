'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { type ServicesFilters, servicesListQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import type { ServicesPage } from '@/lib/contract/services'
import { AliasTable, type VisibleRange } from './alias-table'
import { ClusterBanners } from './cluster-banners'
import { CountStrip } from './count-strip'
import { FilterBar } from './filter-bar'
import { InventorySkeleton } from './inventory-skeleton'
import { InventoryStatus } from './inventory-status'
import { NoRows } from './no-rows'
import { toFilters } from './search-params'
import { useHeldList } from './use-held-list'
import { type InventoryUrl, useInventoryUrl } from './use-inventory-params'

/** Every alias and where it really leads, worst first. `problem` says why there is no cluster. */
export function InventoryView({ problem }: { problem: string | null }) {
  const url = useInventoryUrl()
  const filters = toFilters(url.params)
  const list = useQuery({ ...servicesListQuery(filters), placeholderData: keepPreviousData })
  const summary = useQuery(summaryQuery())
  const clusters = list.data?.clusters ?? summary.data?.clusters ?? []
  return (
    <>
      <h1 className="sr-only">Inventory</h1>
      <CountStrip facets={list.data?.facets} url={url} />
      <ClusterBanners clusters={clusters} />
      <FilterBar url={url} facets={list.data?.facets} sum={sumOf(list.data?.total, summary.data?.total)} />
      {list.data ? (
        <Rows page={list.data} filters={filters} url={url} problem={problem} />
      ) : list.isError ? (
        <EmptyState
          title="The inventory could not be read"
          action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
        >
          {list.error.message}
        </EmptyState>
      ) : (
        <InventorySkeleton />
      )}
    </>
  )
}

interface RowsProps {
  page: ServicesPage
  filters: ServicesFilters
  url: InventoryUrl
  problem: string | null
}

function Rows({ page: latest, filters, url, problem }: RowsProps) {
  const [isPresent, setPresent] = useState(false)
  const list = useHeldList(latest, JSON.stringify(filters), isPresent)
  const total = useQuery(summaryQuery()).data?.total
  const user = useQuery(sessionQuery()).data?.identity.user
  useShortcuts({ '.': list.apply })
  const status = (visible: VisibleRange) => (
    <InventoryStatus
      visible={visible}
      total={list.page.total}
      revision={latest.revision}
      waiting={list.waiting}
      onApply={list.apply}
    />
  )
  if (list.page.total > 0) {
    return <AliasTable filters={filters} page={list.page} onSort={url.sortBy} onPresence={setPresent} foot={status} />
  }
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
        <NoRows page={list.page} total={total} url={url} user={user} problem={problem} />
      </div>
      {status({ start: 0, end: 0 })}
    </>
  )
}

function sumOf(total: number | undefined, all: number | undefined): string {
  if (total === undefined) return ''
  const noun = (all ?? total) === 1 ? 'alias' : 'aliases'
  return all === undefined || all <= total ? `${total} ${noun}` : `${total} of ${all} ${noun}`
}
