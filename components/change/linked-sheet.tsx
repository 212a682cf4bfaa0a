'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeRequest } from '@/lib/client/commands'
import { changeQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { watchedFlow } from './change-flow'
import { type ChangeLink, readChangeParam, readPlanParam } from './change-link'
import { ChangeSheet } from './change-sheet'
import { useChangeFlow } from './use-change-flow'
import { useMembers } from './use-members'

/** The sheet that a link names: a change as it goes on, or a request that is planned anew. */
export function LinkedSheet({ link }: { link: ChangeLink }) {
  const named = link.change === null ? null : readChangeParam(link.change)
  const request = link.plan === null ? null : readPlanParam(link.plan)
  if (named) return <LinkedChange service={named.service} id={named.id} />
  return request && <LinkedPlan request={request} />
}

function LinkedChange({ service, id }: { service: ServiceRef; id: string }) {
  const { data, error } = useQuery(changeQuery(service, id))
  const [isOpen, setOpen] = useState(true)
  if (data !== undefined) return <WatchedChange change={data} />
  return (
    <Sheet open={isOpen} onOpenChange={setOpen} title={`A change of ${visibleText(service.name)}`}>
      {error ? (
        <EmptyState title="The change could not be read">{visibleText(error.message)}</EmptyState>
      ) : (
        <div aria-busy="true" className="grid gap-5 p-5">
          <Skeleton className="w-40" />
          <Skeleton className="h-20! w-full rounded-8!" />
        </div>
      )}
    </Sheet>
  )
}

function WatchedChange({ change }: { change: ChangeView }) {
  const flow = useChangeFlow(watchedFlow(change))
  return <ChangeSheet flow={flow} members={useMembers(change.service)} />
}

function LinkedPlan({ request }: { request: ChangeRequest }) {
  const flow = useChangeFlow()
  const isStarted = useRef(false)
  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    flow.review(request)
  }, [flow, request])
  return <ChangeSheet flow={flow} members={useMembers(request.service)} />
}
