import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NewAliasScreen } from '@/components/manifest/new-alias-screen'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'
import { prefetchNewAlias } from './prefetch-new-alias'

export const metadata: Metadata = { title: 'New alias' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function NewAliasPage({ searchParams }: PageProps) {
  const client = makeQueryClient()
  await prefetchNewAlias(client, await pageReader(), await searchParams)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NewAliasScreen />
    </HydrationBoundary>
  )
}
