'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useReducer } from 'react'
import { carryOutBody } from '@/components/change/change-flow'
import { applyChange } from '@/lib/client/apply-change'
import { ClientError } from '@/lib/client/client-error'
import { type ChangeRequest, carryOut, createPlan } from '@/lib/client/commands'
import { cacheKeys } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { isReady, type OneChange, type OneStep, plannedStep, severalChanges } from './several-changes'

const plannedAtOnce = 4

export interface SeveralChanges {
  changes: readonly OneChange[]
  plan(services: readonly ServiceRef[], requestOf: (service: ServiceRef) => ChangeRequest): void
  consent(service: ServiceRef, consent: Partial<Extract<OneStep, { step: 'planned' }>['consent']>): void
  /** Writes, one after the other, all that are ready. */
  apply(): void
}

/** The way of the same change of several Services: a plan, a record and an answer for each of them. */
export function useSeveralChanges(): SeveralChanges {
  const queryClient = useQueryClient()
  const [changes, dispatch] = useReducer(severalChanges, [])
  const step = (service: ServiceRef, at: OneStep) => dispatch({ type: 'step', service, at })

  const planOne = async (service: ServiceRef, request: ChangeRequest) => {
    try {
      // One id per plan: sending it again after a lost answer is the same change.
      step(service, plannedStep(await createPlan(request), crypto.randomUUID()))
    } catch (error) {
      step(service, { step: 'failed', message: messageOf(error) })
    }
  }

  const applyOne = async ({ service, at }: OneChange) => {
    if (at.step !== 'planned') return
    const { plan, changeId, consent } = at
    step(service, { step: 'applying', plan, changeId, consent })
    try {
      const change = await carryOut(carryOutBody(plan, changeId, consent))
      applyChange(queryClient, change)
      step(service, { step: 'applied', change })
      void queryClient.invalidateQueries({ queryKey: cacheKeys.service(service) })
    } catch (error) {
      const problem = error instanceof ClientError ? error.problem : null
      const prechecks = problem?.prechecks ?? plan.prechecks
      // Written by somebody else meanwhile, a plan is void: it is to be made anew.
      const isVoid = problem?.seen !== undefined || problem?.now !== undefined
      const message = messageOf(error)
      if (isVoid) step(service, { step: 'failed', message })
      else step(service, { step: 'planned', plan: { ...plan, prechecks }, changeId, consent, refusal: message })
    }
  }

  return {
    changes,
    plan: (services, requestOf) => {
      dispatch({ type: 'plan', services })
      const waiting = [...services]
      const worker = async () => {
        for (let service = waiting.shift(); service !== undefined; service = waiting.shift())
          await planOne(service, requestOf(service))
      }
      for (let each = 0; each < plannedAtOnce; each += 1) void worker()
    },
    consent: (service, consent) => dispatch({ type: 'consent', service, consent }),
    apply: () => {
      void (async () => {
        for (const change of changes.filter(isReady)) await applyOne(change)
      })()
    },
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof ClientError)) throw error
  const causes = error.problem?.causes?.map(({ field, message }) => `${field}: ${message}`) ?? []
  return [error.message, ...causes].join(' ')
}
