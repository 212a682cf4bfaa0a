import { queryOptions } from '@tanstack/react-query'
import { draftOperations } from '@/lib/contract/draft-operations'
import type { WorkloadsPage } from '@/lib/contract/workloads'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson } from './api-fetch'

/** What runs pods in the namespace of a Service. */
export function workloadsQuery({ cluster, namespace }: Pick<ServiceRef, 'cluster' | 'namespace'>) {
  return queryOptions({
    queryKey: ['workloads', cluster, namespace],
    queryFn: ({ signal }): Promise<WorkloadsPage> =>
      fetchJson(draftOperations.listWorkloads, { query: { cluster, namespace }, signal }),
    ...{ staleTime: 10_000, retry: false },
  })
}
