import type { z } from 'zod'
import { changeOperations } from '@/lib/contract/change-operations'
import type { changeRequestSchema } from '@/lib/contract/change-request'
import type { CarryOut, ChangeView, decisionSchema, Plan, Proposal } from '@/lib/contract/changes'
import type { ResolutionView } from '@/lib/contract/resolution'
import { serviceOperations } from '@/lib/contract/service-operations'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson } from './api-fetch'

export type ChangeRequest = z.output<typeof changeRequestSchema>

/** Asks every vantage now; the answer is final (≤ 15 s). Throws ClientError. */
export function askResolution({ cluster, namespace, name }: ServiceRef): Promise<ResolutionView> {
  return fetchJson(serviceOperations.askResolution, { params: { cluster, namespace, name } })
}

/** What a change would write, from a fresh read; nothing is written. Throws ClientError. */
export function createPlan(request: ChangeRequest, signal?: AbortSignal): Promise<Plan> {
  return fetchJson(changeOperations.createPlan, { body: request, ...(signal ? { signal } : {}) })
}

/** Carries a plan out and gives the change once it is applied. Throws ClientError; its problem holds seen, now, wanted or the prechecks. */
export function carryOut(body: CarryOut): Promise<ChangeView> {
  return fetchJson(changeOperations.createChange, { body })
}

/** What a person decides about a change that waits for one. Throws ClientError. */
export function decideChange(input: {
  change: Pick<ChangeView, 'service' | 'id'>
  decision: z.output<typeof decisionSchema>
}): Promise<ChangeView> {
  const { service, id } = input.change
  return fetchJson(changeOperations.decideChange, { params: { ...service, id }, body: input.decision })
}

/** Records a plan as proposed for the repository of its Service; nothing is written live. Throws ClientError as `carryOut` does. */
export function propose(body: Proposal): Promise<ChangeView> {
  return fetchJson(changeOperations.createProposal, { body })
}
