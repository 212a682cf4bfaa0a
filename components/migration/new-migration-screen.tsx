'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { DependencyMissing } from '@/components/dependency/dependency-missing'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { PageHead } from '@/components/ui/page-head'
import { Skeleton } from '@/components/ui/skeleton'
import { ClientError } from '@/lib/client/client-error'
import { dependencyQuery } from '@/lib/client/dependency-queries'
import { isWatchedQuery, serviceQuery, summaryQuery } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { NewMigration } from './new-migration'
import { newMigrationParams, readServiceParam } from './new-migration-params'
import { ServicePicker } from './service-picker'

/** A new migration: what, by which pattern, and to where; nothing is written to the Service before its first change is planned. */
export function NewMigrationScreen() {
  const [params, setParams] = useQueryStates(newMigrationParams)
  const { data: summary } = useQuery(summaryQuery())
  const service = readServiceParam(params.service)
  const clusters = summary?.clusters ?? []
  const pick = ({ cluster, namespace, name }: ServiceRef) =>
    void setParams({ service: [cluster, namespace, name].join('/') }, { history: 'push' })
  return (
    <>
      <ClusterBanners clusters={service ? clusters.filter(({ name }) => name === service.cluster) : clusters} />
      <div className="shrink-0 border-b border-line pb-3">
        <PageHead
          crumbs={
            <span className="flex items-center gap-1.5 max-sm:hidden">
              <Link href="/migrations" className="hover:text-fg">
                Migrations
              </Link>
            </span>
          }
          title="New migration"
          aside={
            <span className="text-fg-3 max-md:hidden">
              Several changes with phases and gates; beginning one changes no Service
            </span>
          }
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {service !== null ? (
          <OfService key={params.service} service={service} />
        ) : params.host !== null ? (
          <OfHost host={params.host} onPick={pick} />
        ) : (
          <ServicePicker onPick={pick} />
        )}
      </div>
    </>
  )
}

function OfService({ service }: { service: ServiceRef }) {
  const watched = useQuery({ ...isWatchedQuery(service), retry: false })
  const { data, error } = useQuery({ ...serviceQuery(service), retry: false, enabled: watched.data === true })
  if (watched.data === false) return <NewMigration service={service} row={null} />
  if (watched.error) return <NewMigration service={service} row={null} why={watched.error.message} />
  if (data) return <NewMigration service={service} row={data.row} />
  if (error === null) return <Waiting />
  const isMissing = error instanceof ClientError && error.status === 404
  return <NewMigration service={service} row={null} why={isMissing ? null : error.message} />
}

/** Who keeps a migration of many is the first of them. */
function OfHost({ host, onPick }: { host: string; onPick: (service: ServiceRef) => void }) {
  const { data, error } = useQuery(dependencyQuery(host))
  if (error) return <DependencyMissing host={host} error={error} />
  const [first] = data?.aliases.items ?? []
  if (data === undefined) return <Waiting />
  return first === undefined ? <ServicePicker onPick={onPick} /> : <OfFirst row={first} />
}

function OfFirst({ row }: { row: Row }) {
  const { cluster, namespace, name } = row
  return <NewMigration service={{ cluster, namespace, name }} row={row} />
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid gap-5 p-5">
      {[1, 2, 3, 4, 5, 6].map((pattern) => (
        <Skeleton key={pattern} className="w-80" />
      ))}
    </div>
  )
}
