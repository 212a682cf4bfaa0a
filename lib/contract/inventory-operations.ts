import { z } from 'zod'
import { windowSchema } from './fields'
import { groupsPageSchema } from './groups'
import { operation } from './operation'
import { servicesPageSchema, servicesQuerySchema } from './services'
import { sessionSchema } from './session'
import { severityHistoryQuerySchema, severityHistorySchema } from './severity-history'

const none = z.strictObject({})

/** Everything about the list of aliases, and what each page begins with. */
export const inventoryOperations = {
  listServices: operation({
    operationId: 'listServices',
    method: 'GET',
    path: '/services',
    summary: 'The aliases that the viewer may see, filtered (`!` before a value: not), grouped, sorted and in a window',
    params: none,
    query: servicesQuerySchema,
    body: null,
    response: { kind: 'json', schema: servicesPageSchema },
    statuses: [200],
  }),
  getSeverityHistory: operation({
    operationId: 'getSeverityHistory',
    method: 'GET',
    path: '/services/history',
    summary: 'How many of the aliases that the viewer may see had each severity, over the last 24 hours',
    params: none,
    query: severityHistoryQuerySchema,
    body: null,
    response: { kind: 'json', schema: severityHistorySchema },
    statuses: [200],
  }),
  listGroups: operation({
    operationId: 'listGroups',
    method: 'GET',
    path: '/groups',
    summary: 'Blue-green groups with their live colour and readiness',
    params: none,
    query: windowSchema,
    body: null,
    response: { kind: 'json', schema: groupsPageSchema },
    statuses: [200],
  }),
  streamEvents: operation({
    operationId: 'streamEvents',
    method: 'GET',
    path: '/events',
    summary: 'Server-sent events: rows, clusters, changes, resync',
    params: none,
    query: none,
    body: null,
    response: { kind: 'events' },
    statuses: [200],
  }),
  getSession: operation({
    operationId: 'getSession',
    method: 'GET',
    path: '/session',
    summary: 'Who the viewer is and what they may do',
    params: none,
    query: none,
    body: null,
    response: { kind: 'json', schema: sessionSchema },
    statuses: [200],
  }),
} as const
