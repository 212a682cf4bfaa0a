import { z } from 'zod'
import { changeRequestSchema } from './change-request'
import {
  carryOutSchema,
  changeSchema,
  changesListSchema,
  changesQuerySchema,
  decisionSchema,
  planSchema,
  proposalSchema,
  serviceChangesSchema,
} from './changes'
import { windowSchema } from './fields'
import { operation } from './operation'
import { serviceParamsSchema } from './services'

const none = z.strictObject({})
const changeParams = serviceParamsSchema.extend({ id: z.uuid('must be the UUID of a change') })

/** Plans, changes and their history. */
export const changeOperations = {
  listServiceChanges: operation({
    operationId: 'listServiceChanges',
    method: 'GET',
    path: '/services/{cluster}/{namespace}/{name}/changes',
    summary:
      'The changes of one Service, newest first: recorded ones, also of a Service that is gone, and those from outside',
    params: serviceParamsSchema,
    query: windowSchema,
    body: null,
    response: { kind: 'json', schema: serviceChangesSchema },
    statuses: [200],
  }),
  listChanges: operation({
    operationId: 'listChanges',
    method: 'GET',
    path: '/changes',
    summary: 'The changes of all Services that the viewer may see, filtered (`!` before a value: not), newest first',
    params: none,
    query: changesQuerySchema,
    body: null,
    response: { kind: 'json', schema: changesListSchema },
    statuses: [200],
  }),
  getChange: operation({
    operationId: 'getChange',
    method: 'GET',
    path: '/changes/{cluster}/{namespace}/{name}/{id}',
    summary: 'One change with its state and steps',
    params: changeParams,
    query: none,
    body: null,
    response: { kind: 'json', schema: changeSchema },
    statuses: [200],
  }),
  createPlan: operation({
    operationId: 'createPlan',
    method: 'POST',
    path: '/plans',
    summary: 'What a change would write, from a fresh read, with prechecks; nothing is written',
    params: none,
    query: none,
    body: changeRequestSchema,
    response: { kind: 'json', schema: planSchema },
    statuses: [200],
  }),
  createProposal: operation({
    operationId: 'createProposal',
    method: 'POST',
    writes: true,
    path: '/proposals',
    summary:
      'Record that a plan is to come from the repository that owns the Service, and wait for it; 200 for a change id that was used before',
    params: none,
    query: none,
    body: proposalSchema,
    response: { kind: 'json', schema: changeSchema },
    statuses: [201, 200],
  }),
  createChange: operation({
    operationId: 'createChange',
    method: 'POST',
    writes: true,
    path: '/changes',
    summary: 'Carry a plan out; 201 once it is applied, 200 for a change id that was carried out before',
    params: none,
    query: none,
    body: carryOutSchema,
    response: { kind: 'json', schema: changeSchema },
    statuses: [201, 200],
  }),
  decideChange: operation({
    operationId: 'decideChange',
    method: 'POST',
    writes: true,
    path: '/changes/{cluster}/{namespace}/{name}/{id}/decision',
    summary: 'Keep a change that was not proved or failed its proof, or withdraw a proposal; the reason is recorded',
    params: changeParams,
    query: none,
    body: decisionSchema,
    response: { kind: 'json', schema: changeSchema },
    statuses: [200],
  }),
} as const
