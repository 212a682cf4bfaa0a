import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { environmentsParams, toMatrixFilters } from '@/components/environment/environments-params'
import { EnvironmentsScreen } from '@/components/environment/environments-screen'
import { environmentsQuery, matrixWindow } from '@/lib/client/environment-queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Environments' }

const loadParams = createLoader(environmentsParams)

export default async function EnvironmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = toMatrixFilters(await loadParams(searchParams))
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...environmentsQuery(filters),
    queryFn: async () => (await pageReader()).listEnvironments({ ...filters, limit: matrixWindow }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EnvironmentsScreen />
    </HydrationBoundary>
  )
}
