import { z } from 'zod'
import {
  dependenciesPageSchema,
  dependenciesQuerySchema,
  dependencyDetailSchema,
  dependencyParamsSchema,
} from './dependencies'
import { operation } from './operation'

const none = z.strictObject({})

/** The hosts that aliases point at. */
export const dependencyOperations = {
  listDependencies: operation({
    operationId: 'listDependencies',
    method: 'GET',
    path: '/dependencies',
    summary: 'The hosts that aliases point at, each once, with who depends on it',
    params: none,
    query: dependenciesQuerySchema,
    body: null,
    response: { kind: 'json', schema: dependenciesPageSchema },
    statuses: [200],
  }),
  getDependency: operation({
    operationId: 'getDependency',
    method: 'GET',
    path: '/dependencies/{host}',
    summary: 'One host: its aliases, what each vantage answers, and what goes down with it',
    params: dependencyParamsSchema,
    query: none,
    body: null,
    response: { kind: 'json', schema: dependencyDetailSchema },
    statuses: [200],
  }),
  getDependencyDiagram: operation({
    operationId: 'getDependencyDiagram',
    method: 'GET',
    path: '/dependencies/{host}/diagram',
    summary: 'Mermaid source of what goes down with a host',
    params: dependencyParamsSchema,
    query: none,
    body: null,
    response: { kind: 'text' },
    statuses: [200],
  }),
} as const
