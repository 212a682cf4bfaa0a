import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { DependenciesScreen } from '@/components/dependency/dependencies-screen'
import { dependencyParams, toDependencyFilters } from '@/components/dependency/dependency-params'
import { dependenciesQuery } from '@/lib/client/dependency-queries'
import { windowSize } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Dependencies' }

const loadParams = createLoader(dependencyParams)

export default async function DependenciesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = toDependencyFilters(await loadParams(searchParams))
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...dependenciesQuery(filters),
    queryFn: async () =>
      (await pageReader()).listDependencies({ ...filters, facets: 'all', offset: 0, limit: windowSize }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DependenciesScreen />
    </HydrationBoundary>
  )
}
