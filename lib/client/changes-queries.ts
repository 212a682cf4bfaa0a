import { queryOptions } from '@tanstack/react-query'
import { changeOperations } from '@/lib/contract/change-operations'
import type { ChangesList, ChangesQuery } from '@/lib/contract/changes'
import { fetchJson } from './api-fetch'
import { cacheKeys, windowSize } from './queries'

/** Filters of the changes, without their window. */
export type ChangesFilters = Omit<ChangesQuery, 'offset' | 'limit'>

const { listChanges } = changeOperations

/** The first window of the changes, with their total, facets and sums. */
export function changesQuery(filters: ChangesFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.changeLists, 'first', filters],
    queryFn: ({ signal }) => fetchJson(listChanges, { query: { ...filters, offset: 0, limit: windowSize }, signal }),
    refetchInterval: 60_000,
  })
}

/** A later window of the changes. */
export function changesWindowQuery(filters: ChangesFilters, offset: number) {
  return queryOptions({
    queryKey: [...cacheKeys.changeLists, 'window', filters, offset],
    queryFn: ({ signal }) => fetchJson(listChanges, { query: { ...filters, offset, limit: windowSize }, signal }),
  })
}

/** One window of the changes, for whoever keeps it elsewhere. Throws ClientError. */
export function listChangesWindow(filters: ChangesFilters, offset: number, limit: number): Promise<ChangesList> {
  return fetchJson(listChanges, { query: { ...filters, offset, limit } })
}

/** The newest changes that hold all the words. */
export function searchChangesQuery(words: string, limit: number) {
  const q = words.trim().slice(0, 253)
  return queryOptions({
    queryKey: [...cacheKeys.search, q, 'changes', limit],
    queryFn: ({ signal }) => fetchJson(listChanges, { query: { ...(q === '' ? {} : { q }), limit }, signal }),
    staleTime: 5000,
    gcTime: 60_000,
  })
}
