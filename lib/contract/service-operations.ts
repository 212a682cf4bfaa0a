import { z } from 'zod'
import { consumersSchema } from './consumers'
import { operation } from './operation'
import { resolutionSchema } from './resolution'
import { serviceDetailSchema, serviceParamsSchema } from './services'

const none = z.strictObject({})
const service = '/services/{cluster}/{namespace}/{name}' as const

/** One alias. */
export const serviceOperations = {
  getService: operation({
    operationId: 'getService',
    method: 'GET',
    path: service,
    summary: 'One alias with its labels, findings, group, last change and what the viewer may do',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'json', schema: serviceDetailSchema },
    statuses: [200],
  }),
  getResolution: operation({
    operationId: 'getResolution',
    method: 'GET',
    path: `${service}/resolution`,
    summary: 'Where the alias leads, as last asked, per vantage',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'json', schema: resolutionSchema },
    statuses: [200],
  }),
  askResolution: operation({
    operationId: 'askResolution',
    method: 'POST',
    path: `${service}/resolution`,
    summary: 'Ask now: the verdict is final, a failing question was repeated once',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'json', schema: resolutionSchema },
    statuses: [200],
  }),
  listConsumers: operation({
    operationId: 'listConsumers',
    method: 'GET',
    path: `${service}/consumers`,
    summary:
      'What names the alias, and what goes past it by naming the host that it leads to, as far as the viewer may list it',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'json', schema: consumersSchema },
    statuses: [200],
  }),
  getDiagram: operation({
    operationId: 'getDiagram',
    method: 'GET',
    path: `${service}/diagram`,
    summary: 'Mermaid source of the live state: a flow, or the sequence of both phases',
    params: serviceParamsSchema,
    query: z.strictObject({ kind: z.enum(['flow', 'sequence']).default('flow') }),
    body: null,
    response: { kind: 'text' },
    statuses: [200],
  }),
  getManifest: operation({
    operationId: 'getManifest',
    method: 'GET',
    path: `${service}/manifest`,
    summary: 'The Service as clean YAML that can be applied',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'text' },
    statuses: [200],
  }),
  getDescribe: operation({
    operationId: 'getDescribe',
    method: 'GET',
    path: `${service}/describe`,
    summary: 'The Service as kubectl describe writes it',
    params: serviceParamsSchema,
    query: none,
    body: null,
    response: { kind: 'text' },
    statuses: [200],
  }),
} as const
