import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AliasScreen } from '@/components/service/alias-screen'
import { readAliasTab } from '@/components/service/alias-tab'
import { describeQuery, manifestQuery, resolutionQuery, serviceChangesQuery, serviceQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { AppError } from '@/lib/domain/app-error'
import { pageReader } from '@/lib/http/page-reader'
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
  const [reader, { tab }] = await Promise.all([pageReader(), searchParams])
  const open = readAliasTab(tab)
  const wanted = [
    client.prefetchQuery({ ...serviceQuery(service), queryFn: () => reader.getService(service) }),
    client.prefetchQuery({ ...resolutionQuery(service), queryFn: () => reader.getResolution(service) }),
  ]
  if (open === 'changes') {
    const queryFn = () => reader.listChanges(service, { offset: 0, limit: 100 })
    wanted.push(client.prefetchQuery({ ...serviceChangesQuery(service), queryFn }))
  }
  if (open === 'manifest') {
    wanted.push(client.prefetchQuery({ ...manifestQuery(service), queryFn: () => reader.getManifest(service) }))
    wanted.push(client.prefetchQuery({ ...describeQuery(service), queryFn: () => reader.getDescribe(service) }))
  }
  await Promise.all(wanted)
  const { error } = client.getQueryState(serviceQuery(service).queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AliasScreen service={service} />
    </HydrationBoundary>
  )
}
