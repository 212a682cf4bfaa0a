import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { historyParams, toChangesFilters } from '@/components/history/history-params'
import { HistoryScreen } from '@/components/history/history-screen'
import { changesQuery } from '@/lib/client/changes-queries'
import { windowSize } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Changes' }

const loadParams = createLoader(historyParams)

export default async function ChangesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = toChangesFilters(await loadParams(searchParams))
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...changesQuery(filters),
    queryFn: async () => (await pageReader()).listChanges({ ...filters, offset: 0, limit: windowSize }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <HistoryScreen />
    </HydrationBoundary>
  )
}
