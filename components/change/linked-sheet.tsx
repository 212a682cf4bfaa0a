'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useGroupMembers } from '@/components/history/use-group-members'
import type { ChangeRequest } from '@/lib/client/commands'
import { changeQuery } from '@/lib/client/queries'
import type { MigrationStep } from '@/lib/contract/changes'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type ChangeStep, openingFlow } from './change-flow'
import { type ChangeLink, readChangeParam, readPhaseParam, readPlanParam } from './change-link'
import { ChangeSheet } from './change-sheet'
import { UnreadLink } from './unread-link'
import { useChangeFlow } from './use-change-flow'

/** The sheet that a link names: a change as it goes on, or a request that is planned anew; what names neither says so. */
export function LinkedSheet({ link }: { link: ChangeLink }) {
  if (link.change === null) return link.plan !== null && <LinkedRequest plan={link.plan} phase={link.phase} />
  const named = readChangeParam(link.change)
  return named ? <LinkedChange service={named.service} id={named.id} /> : <UnreadLink why="unknown" />
}

function LinkedRequest({ plan, phase }: { plan: string; phase: string | null }) {
  const [read, setRead] = useState<Awaited<ReturnType<typeof readPlanParam>> | null>(null)
  useEffect(() => {
    let isCurrent = true
    void readPlanParam(plan).then((found) => {
      if (isCurrent) setRead(found)
    })
    return () => {
      isCurrent = false
    }
  }, [plan])
  if (read === null) return null
  if ('refusal' in read) return <UnreadLink why={read.refusal} />
  return <LinkedPlan request={read.request} migration={phase === null ? null : readPhaseParam(phase)} />
}

function LinkedChange({ service, id }: { service: ServiceRef; id: string }) {
  const flow = useChangeFlow(openingFlow(service))
  const { data, error } = useQuery(changeQuery(service, id))
  const members = useGroupMembers()(service)
  const { state } = flow
  if (state.at.step !== 'opening') return <ChangeSheet flow={flow} members={members} />
  const at: ChangeStep = data
    ? { step: 'applied', request: null, plan: null, change: data }
    : { ...state.at, refusal: error?.message ?? null }
  return <ChangeSheet flow={{ ...flow, state: { ...state, at } }} members={members} />
}

function LinkedPlan({ request, migration }: { request: ChangeRequest; migration: MigrationStep | null }) {
  const flow = useChangeFlow()
  const isStarted = useRef(false)
  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    flow.review(request, migration)
  }, [flow, request, migration])
  return <ChangeSheet flow={flow} members={useGroupMembers()(request.service)} />
}
