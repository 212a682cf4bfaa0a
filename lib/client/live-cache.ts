import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { ChangeView } from '@/lib/contract/changes'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import type { ConsoleEvent } from '@/lib/contract/events'
import type { GroupsPage } from '@/lib/contract/groups'
import type { MigrationView } from '@/lib/contract/migrations'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus, ServiceDetail, ServicesPage } from '@/lib/contract/services'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { applyChange } from './apply-change'
import type { LiveState } from './live-state'
import { patchGroup, patchServicesPage, type RowsByKey, type RowsDelta, reshapes, rowsByKey } from './patch-rows'
import { cacheKeys, summaryQuery } from './queries'
import { RowShapes } from './row-shapes'
import { Throttle } from './throttle'
import { worsenings } from './worsenings'

const pace = { intervalMs: 400, longestMs: 1600 }
// Counting the hosts goes over every row.
const recountPace = { intervalMs: 1000, longestMs: 4000 }

interface LiveCacheOptions {
  queryClient: QueryClient
  state: LiveState
  now(): number
  after(delayMs: number, run: () => void): () => void
}

/**
 * Applies the stream to the cache: values change in place at once, and what a delta may have reshaped (which rows, their order, counts) is asked
 * for again: at once, then at most every 0.4 s, and while changes go on every 1.6 s. A missed revision makes everything be asked for again.
 */
export class LiveCache {
  readonly #options: LiveCacheOptions
  readonly #refetch: Throttle
  readonly #refetchGroups: Throttle
  readonly #recount: Throttle
  readonly #refetchChanges: Throttle
  readonly #refetchMigrations: Throttle
  readonly #shapes = new RowShapes()
  #revision: number | null = null

  constructor(options: LiveCacheOptions) {
    this.#options = options
    const { queryClient, after } = options
    const askAgain = (at: typeof pace, ...keys: QueryKey[]) =>
      new Throttle({
        ...at,
        after,
        run: () => {
          for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
        },
      })
    this.#refetch = askAgain(pace, cacheKeys.lists, cacheKeys.summary)
    this.#refetchGroups = askAgain(pace, cacheKeys.groups)
    this.#recount = askAgain(recountPace, cacheKeys.dependencyLists, cacheKeys.environments, cacheKeys.reviews)
    this.#refetchChanges = askAgain(pace, cacheKeys.changeLists, cacheKeys.imports)
    this.#refetchMigrations = askAgain(recountPace, cacheKeys.migrationLists, cacheKeys.migrations)
  }

  apply(event: ConsoleEvent): void {
    switch (event.event) {
      case 'rows':
        this.#rows(event.data)
        break
      case 'clusters':
        this.#clusters(event.data.clusters)
        break
      case 'changes':
        for (const change of event.data.changes) this.#change(change)
        break
      case 'resync':
        this.#resync(event.data.revision)
        break
    }
    this.#options.state.set({ heardAtMs: this.#options.now(), revision: this.#revision })
  }

  close(): void {
    this.#refetch.cancel()
    this.#refetchGroups.cancel()
    this.#recount.cancel()
    this.#refetchChanges.cancel()
    this.#refetchMigrations.cancel()
  }

  #rows(delta: RowsDelta): void {
    const known = this.#revision ?? this.#pageRevision()
    if (known !== null && delta.revision > known + 1) this.#invalidateAll()
    this.#revision = delta.revision
    if (delta.upserts.length === 0 && delta.removes.length === 0) return
    const upserts = rowsByKey(delta)
    this.#announce(delta.upserts)
    this.#patchLists(delta, upserts)
    this.#patchGroups(delta, upserts)
    this.#followHosts(delta)
    if (this.#isMigrated([...delta.upserts, ...delta.removes])) this.#refetchMigrations.ask()
    for (const row of delta.upserts) this.#patchService(row)
    for (const ref of delta.removes) this.#invalidateService(ref)
  }

  #patchLists(delta: RowsDelta, upserts: RowsByKey): void {
    const { queryClient } = this.#options
    for (const list of queryClient.getQueryCache().findAll({ queryKey: cacheKeys.lists })) {
      const pages = [list.queryKey, [...cacheKeys.windows, list.queryKey[cacheKeys.lists.length]]].flatMap((queryKey) =>
        queryClient.getQueriesData<ServicesPage>({ queryKey }),
      )
      const known = pages.flatMap(([, page]) => page ?? [])
      if (reshapes(known, delta)) {
        if (list.isActive()) this.#refetch.ask()
        else list.invalidate()
      }
      for (const [key, page] of pages) {
        const next = page && patchServicesPage(page, delta, upserts)
        if (next !== page) queryClient.setQueryData(key, next)
      }
    }
  }

  #patchGroups(delta: RowsDelta, upserts: RowsByKey): void {
    const { queryClient } = this.#options
    const page = queryClient.getQueryData<GroupsPage>(cacheKeys.groups)
    const items = page?.items.map((group) => patchGroup(group, upserts)) ?? []
    const isPatched = items.some((group, index) => group !== page?.items[index])
    if (page !== undefined && isPatched) queryClient.setQueryData(cacheKeys.groups, { ...page, items })
    // A row that a label took out of its group has none any more, and is a member of what is cached.
    if (isPatched || delta.removes.length > 0 || delta.upserts.some((row) => row.group !== null)) {
      this.#refetchGroups.ask()
    }
  }

  #followHosts(delta: RowsDelta): void {
    const { queryClient } = this.#options
    for (const ref of delta.removes) this.#shapes.forget(ref)
    const news = delta.upserts.filter((row) => this.#shapes.isNews(row))
    if (delta.removes.length > 0 || news.length > 0) this.#recount.ask()
    const touched = new Set([...delta.removes, ...delta.upserts].map(serviceKey))
    const hosts = new Set(delta.upserts.map(({ target }) => target))
    for (const [queryKey, detail] of queryClient.getQueriesData<DependencyDetail>({
      queryKey: cacheKeys.dependencyDetails,
    })) {
      if (detail === undefined) continue
      const isConcerned =
        hosts.has(detail.dependency.host) || detail.aliases.items.some((row) => touched.has(serviceKey(row)))
      if (isConcerned) void queryClient.invalidateQueries({ queryKey })
    }
  }

  #patchService(row: Row): void {
    const { queryClient } = this.#options
    const key = cacheKeys.service(row)
    queryClient.setQueryData<ServiceDetail>([...key, 'detail'], (detail) => detail && { ...detail, row })
    this.#invalidateService(row)
  }

  #invalidateService(ref: ServiceRef): void {
    void this.#options.queryClient.invalidateQueries({ queryKey: cacheKeys.service(ref) })
  }

  #clusters(clusters: ClusterStatus[]): void {
    const { queryClient } = this.#options
    for (const queryKey of [cacheKeys.lists, cacheKeys.windows, cacheKeys.summary]) {
      queryClient.setQueriesData<ServicesPage>({ queryKey }, (page) => page && { ...page, clusters })
    }
    this.#refetch.ask()
    this.#recount.ask()
  }

  #change(change: ChangeView): void {
    applyChange(this.#options.queryClient, change)
    this.#refetchGroups.ask()
    this.#refetchChanges.ask()
    if (change.migration !== null || this.#isMigrated([change.service])) this.#refetchMigrations.ask()
  }

  /** Whether one of these Services is part of a migration that is looked at. */
  #isMigrated(services: readonly ServiceRef[]): boolean {
    const keys = new Set(services.map(serviceKey))
    return this.#options.queryClient
      .getQueriesData<MigrationView>({ queryKey: cacheKeys.migrations })
      .some(([, view]) => view !== undefined && servicesOfMigration(view).some((each) => keys.has(serviceKey(each))))
  }

  /** Also the first event of every connection: then it only says where the stream is, and most often nothing was missed. */
  #resync(revision: number): void {
    const known = this.#revision ?? this.#pageRevision()
    if (known !== revision) this.#invalidateAll()
    this.#revision = revision
  }

  #invalidateAll(): void {
    void this.#options.queryClient.invalidateQueries()
  }

  #pageRevision(): number | null {
    return this.#options.queryClient.getQueryData(summaryQuery().queryKey)?.revision ?? null
  }

  #announce(rows: readonly Row[]): void {
    const { queryClient, state } = this.#options
    const shown = new Map<string, Row>()
    for (const queryKey of [cacheKeys.lists, cacheKeys.windows]) {
      for (const [, page] of queryClient.getQueriesData<ServicesPage>({ queryKey })) {
        for (const row of page?.items ?? []) shown.set(serviceKey(row), row)
      }
    }
    const sentences = worsenings(rows, (row) => shown.get(serviceKey(row)))
    if (sentences.length > 0) state.set({ announcement: sentences.join(' ') })
  }
}

function servicesOfMigration({ service, phases }: MigrationView): ServiceRef[] {
  return [service, ...phases.flatMap(({ requests }) => requests.map((request) => request.service))]
}
