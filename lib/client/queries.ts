import { queryOptions } from '@tanstack/react-query'
import { changeOperations } from '@/lib/contract/change-operations'
import { changeSchema } from '@/lib/contract/changes'
import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { serviceOperations } from '@/lib/contract/service-operations'
import type { ServicesPage, ServicesQuery } from '@/lib/contract/services'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson, fetchText } from './api-fetch'
import { untilNextCountMs } from './until-next-count'

/** Filters and order of a list, without its window; absent filters are left out, so that equal lists have equal keys. */
export type ServicesFilters = Omit<ServicesQuery, 'offset' | 'limit' | 'facets'>

/** Rows per request of a list. */
export const windowSize = 100

/** Of the inventory's list, through which somebody scrolls: a longer one takes longer to take in than a frame lasts. */
export const rowsWindowSize = 50

const { listServices } = inventoryOperations
const { getService, getResolution, getManifest, getDescribe } = serviceOperations

/** The parts of the cache, by the first words of their keys. */
export const cacheKeys = {
  lists: ['services', 'list'],
  windows: ['services', 'window'],
  search: ['services', 'search'],
  summary: ['services', 'summary'],
  service: (ref: ServiceRef) => ['service', ref.cluster, ref.namespace, ref.name],
  changeLists: ['changes'],
  groups: ['groups'],
  migrationLists: ['migrations'],
  migrations: ['migration'],
  dependencyLists: ['dependencies'],
  environments: ['environments'],
  imports: ['environment-import'],
  findingLists: ['findings'],
  reviews: ['reviews'],
  dependencyDetails: ['dependency'],
  dependency: (host: string) => ['dependency', host],
  session: ['session'],
} as const

const part = (ref: ServiceRef, ...rest: string[]) => [...cacheKeys.service(ref), ...rest]
const params = ({ cluster, namespace, name }: ServiceRef) => ({ cluster, namespace, name })

/** The first window of a list, with its total and facets. */
export function servicesListQuery(filters: ServicesFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.lists, filters],
    queryFn: ({ signal }) =>
      fetchJson(listServices, { query: { ...filters, offset: 0, limit: rowsWindowSize }, signal }),
    // What is on screen is asked for again, so that the server knows it is; the stream carries everything else.
    refetchInterval: 60_000,
  })
}

/** One window of a list, for whoever keeps it elsewhere. Throws ClientError. */
export function listServicesWindow(filters: ServicesFilters, offset: number, limit: number): Promise<ServicesPage> {
  return fetchJson(listServices, { query: { ...filters, offset, limit, facets: 'none' } })
}

/** The worst aliases that hold all the words, and their number. */
export function searchQuery(words: string, limit: number) {
  const q = words.trim().slice(0, 253)
  return queryOptions({
    queryKey: [...cacheKeys.search, q, limit],
    queryFn: ({ signal }) =>
      fetchJson(listServices, { query: { ...(q === '' ? {} : { q }), limit, facets: 'none' }, signal }),
    staleTime: 5000,
    gcTime: 60_000,
  })
}

/** A later window of a list. */
export function servicesWindowQuery(filters: ServicesFilters, offset: number) {
  return queryOptions({
    queryKey: [...cacheKeys.windows, filters, offset],
    queryFn: ({ signal }) =>
      fetchJson(listServices, { query: { ...filters, offset, limit: rowsWindowSize, facets: 'none' }, signal }),
  })
}

/** Clusters with their state, and counts over all aliases. */
export function summaryQuery() {
  return queryOptions({
    queryKey: cacheKeys.summary,
    queryFn: ({ signal }) => fetchJson(listServices, { query: { limit: 1 }, signal }),
  })
}

/** How many had each severity in each half hour of the last day, under the filters of cluster and namespace; asked again after each new count. */
export function severityHistoryQuery({ cluster, namespace }: Pick<ServicesFilters, 'cluster' | 'namespace'>) {
  const query = { ...(cluster && { cluster }), ...(namespace && { namespace }), stepSeconds: 1800 }
  return queryOptions({
    queryKey: ['services', 'history', query] as const,
    queryFn: ({ signal }) => fetchJson(inventoryOperations.getSeverityHistory, { query, signal }),
    refetchInterval: ({ state }) => untilNextCountMs(state.data, Date.now()),
  })
}

export function serviceQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'detail'),
    queryFn: ({ signal }) => fetchJson(getService, { params: params(ref), signal }),
  })
}

/** Whether a Service is one that Signpost watches and the viewer may list: asked before it is read where it may be none, which is no failure. */
export function isWatchedQuery(ref: ServiceRef) {
  const query = { cluster: ref.cluster, namespace: ref.namespace, name: ref.name, limit: 1, facets: 'none' as const }
  return queryOptions({
    queryKey: ['services', 'watched', params(ref)] as const,
    queryFn: async ({ signal }) => (await fetchJson(listServices, { query, signal })).total > 0,
  })
}

export function resolutionQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'resolution'),
    queryFn: ({ signal }) => fetchJson(getResolution, { params: params(ref), signal }),
  })
}

const soonMs = 3_000

/** What names the alias and what goes past it; asked for again soon while it is being read. */
export function consumersQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'consumers'),
    queryFn: ({ signal }) => fetchJson(serviceOperations.listConsumers, { params: params(ref), signal }),
    refetchInterval: ({ state }) => (state.data?.isBehind ? soonMs : 60_000),
  })
}

/** Mermaid source of where the Service leads now. */
export function flowDiagramQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'flow'),
    queryFn: ({ signal }) =>
      fetchText(serviceOperations.getDiagram, { params: params(ref), query: { kind: 'flow' }, signal }),
  })
}

export function manifestQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'manifest'),
    queryFn: ({ signal }) => fetchText(getManifest, { params: params(ref), signal }),
  })
}

export function describeQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'describe'),
    queryFn: ({ signal }) => fetchText(getDescribe, { params: params(ref), signal }),
  })
}

/** The newest recorded changes of one Service. */
export function serviceChangesQuery(ref: ServiceRef) {
  return queryOptions({
    queryKey: part(ref, 'changes'),
    queryFn: ({ signal }) => fetchJson(changeOperations.listServiceChanges, { params: params(ref), query: {}, signal }),
  })
}

export function changeQuery(ref: ServiceRef, id: string) {
  return queryOptions({
    queryKey: part(ref, 'change', id),
    queryFn: ({ signal }) => fetchJson(changeOperations.getChange, { params: { ...params(ref), id }, signal }),
    // A read that began before the last event must not take the change back.
    structuralSharing: (known, read) => (stepsOf(known) > stepsOf(read) ? known : read),
  })
}

function stepsOf(change: unknown): number {
  return changeSchema.safeParse(change).data?.steps.length ?? 0
}

export function groupsQuery() {
  return queryOptions({
    queryKey: cacheKeys.groups,
    queryFn: ({ signal }) => fetchJson(inventoryOperations.listGroups, { query: { limit: 500 }, signal }),
  })
}

export function sessionQuery() {
  return queryOptions({
    queryKey: cacheKeys.session,
    queryFn: ({ signal }) => fetchJson(inventoryOperations.getSession, { signal }),
  })
}
