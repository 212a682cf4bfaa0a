import { z } from 'zod'
import { findingsPageSchema, findingsQuerySchema } from './findings'
import { operation } from './operation'

const none = z.strictObject({})

/** What the rules say. */
export const findingOperations = {
  listFindings: operation({
    operationId: 'listFindings',
    method: 'GET',
    path: '/findings',
    summary:
      'What the rules say of the aliases that the viewer may see, worst first, with counts per team and what is suppressed',
    params: none,
    query: findingsQuerySchema,
    body: null,
    response: { kind: 'json', schema: findingsPageSchema },
    statuses: [200],
  }),
} as const
