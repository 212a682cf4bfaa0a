'use client'

import { useQuery } from '@tanstack/react-query'
import { writtenAddresses } from '@/components/service/written-addresses'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { resolutionQuery, serviceQuery, summaryQuery } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { AbsentPanel } from './absent-panel'
import { Caches } from './caches'
import { Drift } from './drift'
import { PodLookup } from './pod-lookup'
import { VantagePanel } from './vantage-panel'

interface ResolutionTabProps {
  service: ServiceRef
  /** The Service was deleted: there is nothing left to ask for. */
  isGone: boolean
}

/** Where the name leads, one column per vantage. */
export function ResolutionTab({ service, isGone }: ResolutionTabProps) {
  const { data, error } = useQuery(resolutionQuery(service))
  const { data: detail } = useQuery(serviceQuery(service))
  const { data: summary } = useQuery(summaryQuery())
  const context = summary?.clusters.find(({ name }) => name === service.cluster)?.label ?? service.cluster
  if (data === undefined)
    return error ? <EmptyState title="The resolution could not be read">{error.message}</EmptyState> : <Waiting />
  if (data.vantages.length === 0) {
    return (
      <EmptyState title={data.target === '' ? 'This Service has no external name' : 'No vantage is configured'}>
        {data.target === ''
          ? noNameWords(detail === undefined ? [] : writtenAddresses(detail))
          : data.absent.map(({ why }) => why).join(' ')}
      </EmptyState>
    )
  }
  return (
    <>
      <div className="grid grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
        {data.vantages.map((answer) => (
          <VantagePanel
            key={answer.vantage}
            service={service}
            resolution={data}
            answer={answer}
            probe={detail?.probe ?? null}
            context={context}
            isGone={isGone}
          />
        ))}
        {data.absent
          .filter(({ vantage }) => !data.vantages.some((answer) => answer.vantage === vantage))
          .map((absent) => (
            <AbsentPanel key={absent.vantage} absent={absent} />
          ))}
      </div>
      {isGone || <PodLookup service={service} />}
      <Drift history={data.history} />
      <Caches resolution={data} />
    </>
  )
}

function noNameWords(addresses: readonly string[]): string {
  const away = 'It was migrated away from ExternalName, so there is no name to follow.'
  if (addresses.length === 0) return away
  return `${away} Clients get the addresses of its EndpointSlices; the last change wrote ${addresses.map(visibleText).join(', ')}.`
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid grid-cols-2 gap-10 p-5 max-md:grid-cols-1">
      {['cluster', 'outside'].map((vantage) => (
        <div key={vantage} className="grid content-start gap-5">
          <Skeleton className="w-48" />
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
          <Skeleton className="h-64! w-full rounded-6!" />
        </div>
      ))}
    </div>
  )
}
