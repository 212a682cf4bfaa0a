import type { QueryClient } from '@tanstack/react-query'
import { type FindingsFilters, findingsQuery } from '@/lib/client/finding-queries'
import {
  rowsWindowSize,
  type ServicesFilters,
  servicesListQuery,
  severityHistoryQuery,
  windowSize,
} from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { pageReader } from '@/lib/http/page-reader'

/** The first window of the inventory and how it stood over the day; why there is no cluster, where there is none. */
export async function prefetchInventory(
  filters: ServicesFilters,
): Promise<{ client: QueryClient; problem: string | null }> {
  const reader = await pageReader()
  const client = makeQueryClient()
  const { queryKey } = severityHistoryQuery(filters)
  const [, , query] = queryKey
  await Promise.all([
    client.prefetchQuery({
      ...servicesListQuery(filters),
      queryFn: () => reader.listServices({ ...filters, facets: 'all', offset: 0, limit: rowsWindowSize }),
    }),
    client.prefetchQuery({ queryKey, queryFn: () => reader.getSeverityHistory(query) }),
  ])
  return { client, problem: reader.problem() }
}

/** The first window of the findings. */
export async function prefetchFindings(filters: FindingsFilters): Promise<QueryClient> {
  const reader = await pageReader()
  const client = makeQueryClient()
  await client.prefetchQuery({
    ...findingsQuery(filters),
    queryFn: () => reader.listFindings({ ...filters, facets: 'all', offset: 0, limit: windowSize }),
  })
  return client
}
