import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { InventoryView } from '@/components/inventory/inventory-view'
import { inventoryParams, toFilters } from '@/components/inventory/search-params'
import { servicesListQuery, severityHistoryQuery, windowSize } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Inventory' }

const loadParams = createLoader(inventoryParams)

export default async function InventoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = toFilters(await loadParams(searchParams))
  const reader = await pageReader()
  const client = makeQueryClient()
  const { queryKey } = severityHistoryQuery(filters)
  const [, , query] = queryKey
  await Promise.all([
    client.prefetchQuery({
      ...servicesListQuery(filters),
      queryFn: () => reader.listServices({ ...filters, facets: 'all', offset: 0, limit: windowSize }),
    }),
    client.prefetchQuery({ queryKey, queryFn: () => reader.getSeverityHistory(query) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InventoryView problem={reader.problem()} />
    </HydrationBoundary>
  )
}
