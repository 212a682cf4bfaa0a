import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { migrationsParams } from '@/components/migration/migrations-params'
import { MigrationsScreen } from '@/components/migration/migrations-screen'
import { migrationsIn, migrationsQuery } from '@/lib/client/migration-queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Migrations' }

const loadParams = createLoader(migrationsParams)

export default async function MigrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { state } = await loadParams(searchParams)
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...migrationsQuery(state),
    queryFn: async () => (await pageReader()).listMigrations(migrationsIn(state)),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MigrationsScreen />
    </HydrationBoundary>
  )
}
