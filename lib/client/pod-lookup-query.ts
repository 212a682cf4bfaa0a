import { queryOptions } from '@tanstack/react-query'
import { troubleshootOperations } from '@/lib/contract/troubleshoot-operations'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson } from './api-fetch'

const keptMs = 10 * 60_000

/**
 * The lookup of an alias as a pod of a namespace does it, asked when first shown and again only when asked to: 15 s at most. Kept apart from what the
 * live stream refreshes. Throws ClientError.
 */
export function podLookupQuery({ cluster, namespace, name }: ServiceRef, from: string) {
  return queryOptions({
    queryKey: ['lookup', cluster, namespace, name, from],
    queryFn: ({ signal }) =>
      fetchJson(troubleshootOperations.lookUpService, {
        params: { cluster, namespace, name },
        query: { namespace: from },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
  })
}
