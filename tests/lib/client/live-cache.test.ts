import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { dependenciesQuery, dependencyQuery } from '@/lib/client/dependency-queries'
import { environmentImportQuery } from '@/lib/client/environment-import'
import { environmentsQuery } from '@/lib/client/environment-queries'
import { LiveCache } from '@/lib/client/live-cache'
import { LiveState } from '@/lib/client/live-state'
import { migrationQuery, migrationsQuery } from '@/lib/client/migration-queries'
import { groupsQuery, serviceQuery, servicesListQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Row } from '@/lib/contract/row'
import { makeChange } from '../../components/change/changes'
import { makePage as makeMatrixPage } from '../../components/environment/environments'
import { id, makeMigration, service } from '../../components/migration/migrations'
import { makeDependenciesPage, makeDependency, makeDependencyDetail } from './dependencies'
import { itsDomain, makeBrokenRow, makePage, makeRow } from './rows'
import { makeTimers } from './timers'

const list = servicesListQuery({ sort: 'severity' })
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function setUp(items: Row[] = [makeRow({ name: 'a' }), makeRow({ name: 'b' })]) {
  const queryClient = makeQueryClient()
  const state = new LiveState()
  const timers = makeTimers()
  const cache = new LiveCache({ queryClient, state, now: () => 1000, after: timers.after })
  let reads = 0
  queryClient.setQueryData(list.queryKey, makePage(items))
  queryClient.setQueryData(summaryQuery().queryKey, makePage(items.slice(0, 1), { total: items.length }))
  const stop = new QueryObserver(queryClient, {
    ...list,
    refetchInterval: false,
    queryFn: () => {
      reads += 1
      return makePage(items, { revision: 20 })
    },
  }).subscribe(() => undefined)
  const rows = (revision: number, upserts: Row[]) =>
    cache.apply({ event: 'rows', data: { revision, upserts, removes: [] } })
  const names = () => queryClient.getQueryData(list.queryKey)?.items.map((row) => `${row.name} ${row.severity}`)
  return { queryClient, state, timers, cache, rows, names, stop, reads: () => reads }
}

describe('LiveCache', () => {
  it('changes values in place without asking the server', async () => {
    const { rows, names, queryClient, reads, stop } = setUp()
    rows(11, [makeRow({ name: 'b', ttlSeconds: 99 })])
    await settled()
    expect(names()).toEqual(['a ok', 'b ok'])
    expect(queryClient.getQueryData(list.queryKey)?.items[1]?.ttlSeconds).toBe(99)
    expect(reads()).toBe(0)
    stop()
  })

  it('asks again, at most every 400 ms, when order or counts may have changed', async () => {
    const { rows, names, reads, timers, stop } = setUp()
    for (let revision = 11; revision < 16; revision += 1) {
      rows(revision, [revision % 2 ? makeBrokenRow({ name: 'b' }) : makeRow({ name: 'b' })])
    }
    expect(names()).toEqual(['a ok', 'b critical'])
    await settled()
    expect(reads()).toBe(1)
    timers.advance(400)
    await settled()
    expect(reads()).toBe(2)
    timers.advance(5000)
    await settled()
    expect(reads()).toBe(2)
    stop()
  })

  it('asks for everything again when a revision was missed', async () => {
    const { rows, reads, stop } = setUp()
    rows(11, [])
    rows(13, [])
    await settled()
    expect(reads()).toBe(1)
    stop()
  })

  it('asks for nothing when a new connection stands where the page was read', async () => {
    const { cache, reads, stop } = setUp()
    cache.apply({ event: 'resync', data: { revision: 10, reason: 'connected' } })
    await settled()
    expect(reads()).toBe(0)
    cache.apply({ event: 'resync', data: { revision: 12, reason: 'slow reader' } })
    await settled()
    expect(reads()).toBe(1)
    stop()
  })

  it('says a worsening verdict aloud', () => {
    const { rows, state, stop } = setUp()
    rows(11, [makeBrokenRow({ name: 'b' })])
    expect(state.snapshot()).toMatchObject({
      announcement: 'critical: b in orders. The name does not exist.',
      revision: 11,
      heardAtMs: 1000,
    })
    stop()
  })

  it('puts the state of clusters into every cached list', () => {
    const { cache, queryClient, stop } = setUp()
    const stale = [
      {
        ...itsDomain,
        name: 'prod',
        label: 'prod',
        state: 'stale' as const,
        since: '2026-01-01T00:00:00Z',
        why: 'away',
      },
    ]
    cache.apply({ event: 'clusters', data: { clusters: stale } })
    expect(queryClient.getQueryData(list.queryKey)?.clusters).toEqual(stale)
    expect(queryClient.getQueryData(summaryQuery().queryKey)?.clusters).toEqual(stale)
    stop()
  })

  it('follows in the detail of an alias and in the groups', () => {
    const { rows, queryClient, stop } = setUp()
    const row = makeRow({ name: 'a', group: { name: 'a', role: 'active' } })
    const detail = { labels: {}, annotations: {}, findings: [], group: null, lastChange: null, permissions: [] }
    const unknown = {
      useCaseReason: null,
      ownerEvidence: [],
      namedBy: { items: [], total: 0 },
      probe: null,
      inCluster: null,
      loadBalancers: [],
    }
    queryClient.setQueryData(serviceQuery(row).queryKey, { ...detail, row, ownerOfField: null, ...unknown })
    const holders = { active: ['a'], blue: [], green: [] }
    const group = { cluster: 'prod', namespace: 'orders', name: 'a', state: 'incomplete' as const, live: null, holders }
    const members = { active: row, blue: null, green: null }
    queryClient.setQueryData(groupsQuery().queryKey, {
      items: [
        {
          ...group,
          members,
          probes: { blue: null, green: null },
          readiness: { state: 'ready', reasons: [], checks: [] },
        },
      ],
      total: 1,
      offset: 0,
    })
    const next = { ...row, target: 'elsewhere.example.com' }
    rows(11, [next])
    expect(queryClient.getQueryData(serviceQuery(row).queryKey)?.row).toEqual(next)
    expect(queryClient.getQueryData(groupsQuery().queryKey)?.items[0]?.members.active).toEqual(next)
    stop()
  })

  it('counts the hosts again when a row is news, at most once a second, and not when a TTL ticks', async () => {
    const { rows, timers, queryClient, stop } = setUp()
    const query = dependenciesQuery({ sort: 'severity' })
    queryClient.setQueryData(query.queryKey, makeDependenciesPage([]))
    let reads = 0
    const observer = new QueryObserver(queryClient, {
      ...query,
      refetchInterval: false,
      queryFn: () => {
        reads += 1
        return makeDependenciesPage([])
      },
    }).subscribe(() => undefined)
    rows(11, [makeRow({ name: 'b' })])
    await settled()
    expect(reads).toBe(1)
    timers.advance(1000)
    rows(12, [makeRow({ name: 'b', ttlSeconds: 1 })])
    timers.advance(1000)
    await settled()
    expect(reads).toBe(1)
    rows(13, [makeBrokenRow({ name: 'b' })])
    rows(14, [makeRow({ name: 'b' })])
    await settled()
    expect(reads).toBe(2)
    timers.advance(1000)
    await settled()
    expect(reads).toBe(3)
    observer()
    stop()
  })

  it('holds the environments side by side again when a row is news', async () => {
    const { rows, queryClient, stop } = setUp()
    const query = environmentsQuery({ offset: 0 })
    const page = makeMatrixPage()
    queryClient.setQueryData(query.queryKey, page)
    let reads = 0
    const read = () => {
      reads += 1
      return page
    }
    const options = { ...query, refetchInterval: false, queryFn: read } as const
    const observer = new QueryObserver(queryClient, options).subscribe(() => undefined)
    rows(11, [makeRow({ name: 'b' })])
    await settled()
    expect(reads).toBe(1)
    observer()
    stop()
  })

  it('asks again for the host that a row points at or has left, and for no other', () => {
    const { rows, queryClient, stop } = setUp()
    const shown = makeDependencyDetail()
    const other = makeDependencyDetail({
      dependency: makeDependency({ host: 'other.example.com' }),
      aliases: { items: [], total: 0 },
    })
    for (const detail of [shown, other])
      queryClient.setQueryData(dependencyQuery(detail.dependency.host).queryKey, detail)
    const isStale = (host: string) => queryClient.getQueryState(dependencyQuery(host).queryKey)?.isInvalidated
    rows(11, [makeRow({ name: 'read', namespace: 'billing', target: 'elsewhere.example.com' })])
    expect(isStale(shown.dependency.host)).toBe(true)
    expect(isStale('other.example.com')).toBe(false)
    rows(12, [makeRow({ name: 'new', target: 'other.example.com' })])
    expect(isStale('other.example.com')).toBe(true)
    stop()
  })

  it('judges a migration again when one of its Services changes, also one of a later wave, and for no other', () => {
    const { rows, cache, timers, queryClient, stop } = setUp()
    const later = { cluster: 'prod', namespace: 'ledger', name: 'orders' }
    const spec = {
      ...{ pattern: 'retarget-many' as const, target: 'new.example.com' },
      waves: [[{ namespace: service.namespace, name: service.name }], [{ namespace: 'ledger', name: 'orders' }]],
    }
    const { queryKey } = migrationQuery({ ...service, id })
    const lists = migrationsQuery('open').queryKey
    const look = () => {
      timers.advance(4000)
      queryClient.setQueryData(queryKey, makeMigration({ spec }))
      queryClient.setQueryData(lists, { items: [], total: 0, offset: 0, partial: [] })
    }
    const isStale = () => queryClient.getQueryState(queryKey)?.isInvalidated
    look()
    rows(11, [makeRow({ name: 'b' })])
    expect(isStale()).toBe(false)
    rows(12, [makeRow({ ...later, ttlSeconds: 1 })])
    expect([isStale(), queryClient.getQueryState(lists)?.isInvalidated]).toEqual([true, true])
    look()
    cache.apply({ event: 'changes', data: { changes: [makeChange({ service: later })] } })
    expect(isStale()).toBe(true)
    look()
    cache.apply({ event: 'changes', data: { changes: [makeChange()] } })
    expect(isStale()).toBe(false)
    cache.close()
    stop()
  })

  it('holds an import against the cluster again when a change goes on, and not for each row that moves', () => {
    const { rows, cache, queryClient, stop } = setUp()
    const { queryKey } = environmentImportQuery({ number: 1, label: 'x', body: { files: [] } })
    queryClient.setQueryData([...queryKey], {})
    const isStale = () => queryClient.getQueryState(queryKey)?.isInvalidated
    rows(11, [makeRow({ name: 'b', target: 'elsewhere.example.net' })])
    expect(isStale()).toBe(false)
    cache.apply({ event: 'changes', data: { changes: [makeChange()] } })
    expect(isStale()).toBe(true)
    cache.close()
    stop()
  })
})
