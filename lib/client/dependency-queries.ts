import { queryOptions } from '@tanstack/react-query'
import type { DependenciesQuery } from '@/lib/contract/dependencies'
import { dependencyOperations } from '@/lib/contract/dependency-operations'
import { fetchJson } from './api-fetch'
import { cacheKeys, windowSize } from './queries'

/** Filters and order of the hosts, without their window. */
export type DependenciesFilters = Omit<DependenciesQuery, 'offset' | 'limit' | 'facets'>

const { listDependencies, getDependency } = dependencyOperations

/** The first window of the hosts, with their total and facets. */
export function dependenciesQuery(filters: DependenciesFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.dependencyLists, 'first', filters],
    queryFn: ({ signal }) =>
      fetchJson(listDependencies, { query: { ...filters, offset: 0, limit: windowSize }, signal }),
    refetchInterval: 60_000,
  })
}

/** A later window of the hosts. */
export function dependenciesWindowQuery(filters: DependenciesFilters, offset: number) {
  return queryOptions({
    queryKey: [...cacheKeys.dependencyLists, 'window', filters, offset],
    queryFn: ({ signal }) =>
      fetchJson(listDependencies, { query: { ...filters, offset, limit: windowSize, facets: 'none' }, signal }),
  })
}

/** The worst hosts that hold all the words, in their name or their provider's. */
export function searchDependenciesQuery(words: string, limit: number) {
  const q = words.trim().slice(0, 253)
  return queryOptions({
    queryKey: [...cacheKeys.search, q, 'dependencies', limit],
    queryFn: ({ signal }) => fetchJson(listDependencies, { query: { q, limit, facets: 'none' }, signal }),
    enabled: q !== '',
    staleTime: 5000,
    gcTime: 60_000,
  })
}

/** One host in full. */
export function dependencyQuery(host: string) {
  return queryOptions({
    queryKey: cacheKeys.dependency(host),
    queryFn: ({ signal }) => fetchJson(getDependency, { params: { host }, signal }),
    // What is on screen is asked for again, so that the server knows it is.
    refetchInterval: 60_000,
  })
}
