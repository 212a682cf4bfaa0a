import { queryOptions } from '@tanstack/react-query'
import { draftOperations } from '@/lib/contract/draft-operations'
import type { NamespaceView, NewNamespace } from '@/lib/contract/namespaces'
import type { TargetCheckRequest } from '@/lib/contract/targets'
import { fetchJson } from './api-fetch'
import { type ChangeRequest, createPlan } from './commands'

const shownMs = 30_000
const keptMs = 60_000

/** The namespaces of a cluster that the viewer may know of, 500 at most, and where they may create Services. */
export function namespacesQuery(cluster: string) {
  return queryOptions({
    queryKey: ['namespaces', cluster],
    queryFn: ({ signal }) => fetchJson(draftOperations.listNamespaces, { query: { cluster }, signal }),
    staleTime: shownMs,
  })
}

/** One namespace with the practice of its aliases; a page without items where the viewer may not know of it. */
export function namespaceQuery(cluster: string, name: string) {
  return queryOptions({
    queryKey: ['namespaces', cluster, name],
    queryFn: ({ signal }) => fetchJson(draftOperations.listNamespaces, { query: { cluster, name }, signal }),
    staleTime: shownMs,
  })
}

/** Creates a namespace with labels. Throws ClientError. */
export function createNamespace(body: NewNamespace): Promise<NamespaceView> {
  return fetchJson(draftOperations.createNamespace, { body })
}

/** What is known of a target before an alias has it; asked again after half a minute, an earlier answer never stands for another target. */
export function targetCheckQuery(body: TargetCheckRequest) {
  return queryOptions({
    queryKey: ['target', body],
    queryFn: ({ signal }) => fetchJson(draftOperations.checkTarget, { body, signal }),
    ...{ staleTime: shownMs, gcTime: keptMs, retry: false },
  })
}

/** The plan of a change that is still being written: what it would ask. Nothing is written. */
export function draftPlanQuery(request: ChangeRequest) {
  return queryOptions({
    queryKey: ['draft-plan', request],
    queryFn: ({ signal }) => createPlan(request, signal),
    ...{ staleTime: shownMs, gcTime: keptMs, retry: false },
  })
}
