import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readServicePath, type ServicePath } from '@/app/services/[cluster]/[namespace]/[name]/service-path'
import { MigrationScreen } from '@/components/migration/migration-screen'
import { migrationQuery } from '@/lib/client/migration-queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { AppError } from '@/lib/domain/app-error'
import { isChangeId } from '@/lib/domain/change/last-change'
import { pageReader } from '@/lib/http/page-reader'

interface PageProps {
  params: Promise<ServicePath & { id: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const service = readServicePath(await params)
  return { title: service === null ? 'Not found' : `Migration of ${service.name}` }
}

export default async function MigrationPage({ params }: PageProps) {
  const { id, ...path } = await params
  const service = readServicePath(path)
  if (service === null || !isChangeId(id)) notFound()
  const client = makeQueryClient()
  const query = migrationQuery({ ...service, id })
  await client.prefetchQuery({ ...query, queryFn: async () => (await pageReader()).getMigration(service, id) })
  const { error } = client.getQueryState(query.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MigrationScreen migration={{ ...service, id }} />
    </HydrationBoundary>
  )
}
