'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { useId } from 'react'
import { Section } from '@/components/service/section'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { podLookupQuery } from '@/lib/client/pod-lookup-query'
import { podLookupQuerySchema } from '@/lib/contract/pod-lookup'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { LookupForm } from './lookup-form'
import { LookupTable } from './lookup-table'

/** The lookup as a pod of a namespace does it; asks when it is unfolded, and the URL says from which namespace. */
export function PodLookup({ service }: { service: ServiceRef }) {
  const [from, setFrom] = useQueryState('from', parseAsString)
  const id = useId()
  const isOpen = from !== null
  return (
    <Section
      title="As a pod sees it"
      note="the short name through its search path, query by query"
      className="border-t border-line"
      action={
        <Button
          variant="quiet"
          icon={isOpen ? 'x' : 'ask'}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => void setFrom(isOpen ? null : service.namespace)}
        >
          {isOpen ? 'Fold' : 'Ask as a pod'}
        </Button>
      }
    >
      <div id={id}>{isOpen && <Unfolded service={service} from={from} onFrom={(next) => void setFrom(next)} />}</div>
    </Section>
  )
}

interface UnfoldedProps {
  service: ServiceRef
  from: string
  onFrom: (namespace: string) => void
}

function Unfolded({ service, from, onFrom }: UnfoldedProps) {
  const namespace = podLookupQuerySchema.safeParse({ namespace: from }).data?.namespace ?? service.namespace
  const { data, error, isFetching, refetch } = useQuery(podLookupQuery(service, namespace))
  return (
    <>
      <LookupForm
        key={namespace}
        namespace={namespace}
        suggestions={data?.namespaces ?? [service.namespace]}
        isAsking={isFetching}
        onAsk={(next) => (next === namespace ? void refetch() : onFrom(next))}
      />
      {data !== undefined ? (
        <LookupTable lookup={data} />
      ) : error !== null ? (
        <p role="alert" className="text-critical">
          {error.message}
        </p>
      ) : (
        <div aria-busy="true" className="grid gap-5 py-3">
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
        </div>
      )}
    </>
  )
}
