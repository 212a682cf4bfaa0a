import { queryOptions } from '@tanstack/react-query'
import { findingOperations } from '@/lib/contract/finding-operations'
import type { FindingsPage, FindingsQuery } from '@/lib/contract/findings'
import { fetchJson } from './api-fetch'
import { cacheKeys, windowSize } from './queries'

/** Filters and order of the findings, without their window. */
export type FindingsFilters = Omit<FindingsQuery, 'offset' | 'limit' | 'facets'>

const { listFindings } = findingOperations

/** The first window of the findings, with their total, facets and teams. */
export function findingsQuery(filters: FindingsFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.findingLists, 'first', filters],
    queryFn: ({ signal }) => fetchJson(listFindings, { query: { ...filters, offset: 0, limit: windowSize }, signal }),
    refetchInterval: 60_000,
  })
}

/** A later window of the findings. */
export function findingsWindowQuery(filters: FindingsFilters, offset: number) {
  return queryOptions({
    queryKey: [...cacheKeys.findingLists, 'window', filters, offset],
    queryFn: ({ signal }) =>
      fetchJson(listFindings, { query: { ...filters, offset, limit: windowSize, facets: 'none' }, signal }),
  })
}

/** One window of the findings, for whoever keeps it elsewhere. Throws ClientError. */
export function listFindingsWindow(filters: FindingsFilters, offset: number, limit: number): Promise<FindingsPage> {
  return fetchJson(listFindings, { query: { ...filters, offset, limit, facets: 'none' } })
}
