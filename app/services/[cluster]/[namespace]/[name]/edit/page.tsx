import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditAliasScreen } from '@/components/manifest/edit-alias-screen'
import { manifestQuery, serviceQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'
import { readServicePath, type ServicePath } from '../service-path'

interface PageProps {
  params: Promise<ServicePath>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const service = readServicePath(await params)
  return { title: service === null ? 'Not found' : `Edit ${service.name}` }
}

export default async function EditAliasPage({ params }: PageProps) {
  const service = readServicePath(await params)
  if (service === null) notFound()
  const client = makeQueryClient()
  const reader = await pageReader()
  await Promise.all([
    client.prefetchQuery({ ...serviceQuery(service), queryFn: () => reader.getService(service) }),
    client.prefetchQuery({ ...manifestQuery(service), queryFn: () => reader.getManifest(service) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditAliasScreen service={service} />
    </HydrationBoundary>
  )
}
