import { z } from 'zod'
import { operation } from './operation'
import { podLookupQuerySchema, podLookupSchema } from './pod-lookup'
import { serviceParamsSchema } from './services'
import { caseRequestSchema, caseSchema } from './troubleshoot'

const none = z.strictObject({})
const service = '/services/{cluster}/{namespace}/{name}' as const

/** Why one alias does not work. */
export const troubleshootOperations = {
  lookUpService: operation({
    operationId: 'lookUpService',
    method: 'GET',
    path: `${service}/lookup`,
    summary: 'Ask for the short name as a pod of a namespace does, through its search path, query by query',
    params: serviceParamsSchema,
    query: podLookupQuerySchema,
    body: null,
    response: { kind: 'json', schema: podLookupSchema },
    statuses: [200],
  }),
  troubleshootService: operation({
    operationId: 'troubleshootService',
    method: 'POST',
    path: `${service}/troubleshoot`,
    summary:
      'Look into a symptom: every check from name to connection, and the issue, cause, evidence and fix they show',
    params: serviceParamsSchema,
    query: none,
    body: caseRequestSchema,
    response: { kind: 'json', schema: caseSchema },
    statuses: [200],
  }),
} as const
