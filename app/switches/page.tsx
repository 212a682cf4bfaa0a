import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { SwitchesScreen } from '@/components/group/switches-screen'
import { groupsQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

export const metadata: Metadata = { title: 'Switches' }

export default async function SwitchesPage() {
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...groupsQuery(),
    queryFn: async () => (await pageReader()).listGroups({ offset: 0, limit: 500 }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SwitchesScreen />
    </HydrationBoundary>
  )
}
