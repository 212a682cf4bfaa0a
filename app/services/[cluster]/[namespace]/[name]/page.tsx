import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AliasScreen } from '@/components/service/alias-screen'
import { readAliasTab } from '@/components/service/alias-tab'
import { serviceQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { AppError } from '@/lib/domain/app-error'
import { pageReader } from '@/lib/http/page-reader'
import { prefetchService } from './prefetch-service'
import { readServicePath, type ServicePath } from './service-path'

interface PageProps {
  params: Promise<ServicePath>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: readServicePath(await params)?.name ?? 'Not found' }
}

export default async function AliasPage({ params, searchParams }: PageProps) {
  const service = readServicePath(await params)
  if (service === null) notFound()
  const client = makeQueryClient()
  const { tab } = await searchParams
  await prefetchService(client, await pageReader(), service, readAliasTab(tab))
  const { error } = client.getQueryState(serviceQuery(service).queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AliasScreen service={service} />
    </HydrationBoundary>
  )
}
