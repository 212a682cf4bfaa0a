import { z } from 'zod'
import {
  environmentsExportQuerySchema,
  environmentsExportSchema,
  environmentsPageSchema,
  environmentsQuerySchema,
} from './environments'
import { operation } from './operation'

const none = z.strictObject({})

/** The same dependency over the environments. */
export const environmentOperations = {
  listEnvironments: operation({
    operationId: 'listEnvironments',
    method: 'GET',
    path: '/environments',
    summary:
      'What applications know by one name over the environments in promotion order, with what stands out and why',
    params: none,
    query: environmentsQuerySchema,
    body: null,
    response: { kind: 'json', schema: environmentsPageSchema },
    statuses: [200],
  }),
  exportEnvironments: operation({
    operationId: 'exportEnvironments',
    method: 'GET',
    path: '/environments/export',
    summary:
      'The live Services as a Kustomize base with an overlay per environment: a tar archive, or its files as JSON',
    params: none,
    query: environmentsExportQuerySchema,
    body: null,
    response: { kind: 'json', schema: environmentsExportSchema, orMediaType: 'application/x-tar' },
    statuses: [200],
  }),
} as const
