'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useReducer, useRef } from 'react'
import { applyChange } from '@/lib/client/apply-change'
import { ClientError } from '@/lib/client/client-error'
import { type ChangeRequest, carryOut, createPlan, propose } from '@/lib/client/commands'
import { missingRight } from '@/lib/client/missing-right'
import { cacheKeys, sessionQuery } from '@/lib/client/queries'
import type { CarryOut, ChangeView, MigrationStep, Plan } from '@/lib/contract/changes'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import {
  type ChangeDraft,
  type ChangeFlowAction,
  type ChangeFlowState,
  type Consent,
  carryOutBody,
  changeFlow,
  idleFlow,
  keptMigration,
  needsReview,
} from './change-flow'
import { readVersions } from './plan-versions'

export interface ChangeFlow {
  state: ChangeFlowState
  /** Plans, and carries the plan out at once when it needs nothing said and the settings let it; otherwise the sheet opens. */
  start(request: ChangeRequest): void
  /** Opens the sheet and plans, as a step of a migration where one is given; nothing is written before the viewer says so. */
  review(request: ChangeRequest, migration?: MigrationStep | null): void
  /** Opens the sheet with the field for a new target. */
  retarget(service: ServiceRef, target: string): void
  /** Opens the sheet with the fields for addresses; `target` is where it leads now. */
  pointAtAddresses(service: ServiceRef, target: string, draft: Extract<ChangeDraft, { kind: 'to-headless' }>): void
  apply(plan: Plan): void
  /** Records the plan as proposed for the repository of its Service and waits for it. */
  propose(plan: Plan): void
  accept(consent: Partial<Consent>): void
  open(): void
  close(): void
}

/** The way of one change from the click to the record. */
export function useChangeFlow(start: ChangeFlowState = idleFlow): ChangeFlow {
  const queryClient = useQueryClient()
  const { data: session } = useQuery(sessionQuery())
  const [state, dispatch] = useReducer(changeFlow, start)
  const planning = useRef<AbortController>(null)
  // One id per intent: sending the same plan again after a lost answer is the same change.
  const intent = useRef<{ hash: string; changeId: string }>(null)

  const plan = async (request: ChangeRequest, isReview: boolean, step?: MigrationStep | null) => {
    planning.current?.abort()
    const controller = new AbortController()
    planning.current = controller
    const migration = step ?? keptMigration(state, request)
    dispatch({ type: 'plan', request, open: isReview || state.isOpen, isFresh: !isReview, migration })
    try {
      const [planned, versions] = await Promise.all([
        createPlan(request, controller.signal),
        readVersions(queryClient, request),
      ])
      if (controller.signal.aborted) return
      if (isReview || needsReview(planned)) dispatch({ type: 'planned', request, plan: planned, versions })
      else await apply(planned, versions, { consent: idleFlow.consent, migration })
    } catch (error) {
      if (!controller.signal.aborted) dispatch(actionOf(error, request, null, null))
    }
  }

  const apply = async (
    planned: Plan,
    versions: string | null,
    { consent, migration }: Pick<ChangeFlowState, 'consent' | 'migration'>,
    send = carryOut,
  ) => {
    const { request } = planned
    if (intent.current?.hash !== planned.hash) intent.current = { hash: planned.hash, changeId: crypto.randomUUID() }
    dispatch({ type: 'apply', request, plan: planned, isProposal: send === sendProposal })
    try {
      const change = await send(carryOutBody(planned, intent.current.changeId, consent, migration))
      applyChange(queryClient, change)
      dispatch({ type: 'applied', request, plan: planned, change })
      void queryClient.invalidateQueries({ queryKey: cacheKeys.groups })
      void queryClient.invalidateQueries({ queryKey: cacheKeys.service(request.service) })
    } catch (error) {
      dispatch(actionOf(error, request, planned, versions))
    }
  }

  return {
    state,
    start: (request) => void plan(request, session?.confirm === 'always'),
    review: (request, migration) => void plan(request, true, migration),
    retarget: (service, target) => dispatch({ type: 'ask', service, target, draft: { kind: 'retarget', target } }),
    pointAtAddresses: (service, target, draft) => dispatch({ type: 'ask', service, target, draft }),
    apply: (planned) => void apply(planned, state.at.step === 'planned' ? state.at.versions : null, state),
    propose: (planned) =>
      void apply(planned, state.at.step === 'planned' ? state.at.versions : null, state, sendProposal),
    accept: (consent) => dispatch({ type: 'consent', consent }),
    open: () => dispatch({ type: 'open' }),
    close: () => {
      if (state.at.step === 'planning') planning.current?.abort()
      dispatch({ type: 'close' })
    },
  }
}

function sendProposal({ request, hash, changeId, reason, migration }: CarryOut): Promise<ChangeView> {
  return propose({ request, hash, changeId, ...(reason && { reason }), ...(migration && { migration }) })
}

function actionOf(
  error: unknown,
  request: ChangeRequest,
  plan: Plan | null,
  versions: string | null,
): ChangeFlowAction {
  if (!(error instanceof ClientError)) throw error
  const { problem, status, message } = error
  // A right that is missing, or an answer that did not come: the plan stands, and so does what was said of it.
  if (plan && (problem?.prechecks || status === 403 || status === 503)) {
    const prechecks = problem?.prechecks ?? plan.prechecks
    return { type: 'unmet', request, plan: { ...plan, prechecks }, versions, message }
  }
  if (status === 409 && problem && (problem.seen || problem.now)) return { type: 'conflict', request, problem }
  const causes = problem?.causes?.map((cause) => `${cause.field}: ${cause.message}`) ?? []
  return { type: 'failed', request, message, causes, lacks: missingRight(error) }
}
