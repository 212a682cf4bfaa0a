import { z } from 'zod'
import { namespaceSchema, namespacesPageSchema, namespacesQuerySchema, newNamespaceSchema } from './namespaces'
import { operation } from './operation'
import { targetCheckRequestSchema, targetCheckSchema } from './targets'
import { workloadsPageSchema, workloadsQuerySchema } from './workloads'

const none = z.strictObject({})

/** What a change is made from before there is one: namespaces, workloads, targets. */
export const draftOperations = {
  listNamespaces: operation({
    operationId: 'listNamespaces',
    method: 'GET',
    path: '/namespaces',
    summary: 'The namespaces of a cluster that the viewer may know of, and where they may create Services',
    params: none,
    query: namespacesQuerySchema,
    body: null,
    response: { kind: 'json', schema: namespacesPageSchema },
    statuses: [200],
  }),
  createNamespace: operation({
    operationId: 'createNamespace',
    method: 'POST',
    writes: true,
    path: '/namespaces',
    summary: 'Create a namespace with labels, with the rights of the viewer',
    params: none,
    query: none,
    body: newNamespaceSchema,
    response: { kind: 'json', schema: namespaceSchema },
    statuses: [201],
  }),
  listWorkloads: operation({
    operationId: 'listWorkloads',
    method: 'GET',
    path: '/workloads',
    summary:
      'The StatefulSets and Deployments of a namespace that a Service may lead to, with the rights of the viewer',
    params: none,
    query: workloadsQuerySchema,
    body: null,
    response: { kind: 'json', schema: workloadsPageSchema },
    statuses: [200],
  }),
  checkTarget: operation({
    operationId: 'checkTarget',
    method: 'POST',
    path: '/targets',
    summary:
      'What a target is before an alias has it: its form, its provider, what DNS answers now, and who leads there already',
    params: none,
    query: none,
    body: targetCheckRequestSchema,
    response: { kind: 'json', schema: targetCheckSchema },
    statuses: [200],
  }),
} as const
