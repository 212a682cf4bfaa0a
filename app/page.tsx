import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import { findingParams, toFindingsFilters } from '@/components/finding/finding-params'
import { FindingsViewOnDemand } from '@/components/finding/findings-view-on-demand'
import { InventoryView } from '@/components/inventory/inventory-view'
import { inventoryParams, toFilters } from '@/components/inventory/search-params'
import { prefetchFindings, prefetchInventory } from './prefetch-inventory'

export const metadata: Metadata = { title: 'Inventory' }

const loadView = createLoader({ view: parseAsStringLiteral(['findings'] as const) })
const loadParams = createLoader(inventoryParams)
const loadFindingParams = createLoader(findingParams)

export default async function InventoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { view } = await loadView(searchParams)
  if (view === 'findings') {
    const client = await prefetchFindings(toFindingsFilters(await loadFindingParams(searchParams)))
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <FindingsViewOnDemand />
      </HydrationBoundary>
    )
  }
  const { client, problem } = await prefetchInventory(toFilters(await loadParams(searchParams)))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InventoryView problem={problem} />
    </HydrationBoundary>
  )
}
