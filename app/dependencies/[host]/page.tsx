import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DependencyScreen } from '@/components/dependency/dependency-screen'
import { dependencyQuery } from '@/lib/client/dependency-queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { AppError } from '@/lib/domain/app-error'
import { pageReader } from '@/lib/http/page-reader'
import { readHostPath } from './read-host-path'

interface PageProps {
  params: Promise<{ host: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: readHostPath(await params) ?? 'Not found' }
}

export default async function DependencyPage({ params }: PageProps) {
  const host = readHostPath(await params)
  if (host === null) notFound()
  const client = makeQueryClient()
  const query = dependencyQuery(host)
  await client.prefetchQuery({ ...query, queryFn: async () => (await pageReader()).getDependency(host) })
  const { error } = client.getQueryState(query.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DependencyScreen host={host} />
    </HydrationBoundary>
  )
}
