import { queryOptions } from '@tanstack/react-query'
import type { CaseRequest } from '@/lib/contract/troubleshoot'
import { troubleshootOperations } from '@/lib/contract/troubleshoot-operations'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson } from './api-fetch'

const keptMs = 10 * 60_000

/**
 * A symptom of an alias, looked into when first shown and again only when asked to: it makes every check anew, 20 s at most. Kept apart from what
 * the live stream refreshes. Throws ClientError.
 */
export function caseQuery({ cluster, namespace, name }: ServiceRef, request: CaseRequest) {
  return queryOptions({
    queryKey: ['case', cluster, namespace, name, request],
    queryFn: ({ signal }) =>
      fetchJson(troubleshootOperations.troubleshootService, {
        params: { cluster, namespace, name },
        body: request,
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
  })
}
