import { describe, expect, test } from 'vitest'
import { type DependenciesQuery, dependenciesPageSchema, dependenciesQuerySchema } from '@/lib/contract/dependencies'
import { queryDependencies, type SinceOf } from '@/lib/server/dependencies/query-dependencies'
import { makeBrokenRow, makeRow } from '../../client/rows'

const rds = 'orders.abc123.us-east-1.rds.amazonaws.com'
const partner = 'api.partner.example.com'
const legacy = 'erp.dc2.example.com'

const rows = [
  makeRow({ target: rds, name: 'orders-db', namespace: 'orders', owner: { value: 'orders', source: 'owner' } }),
  makeRow({ target: rds, name: 'orders-db', namespace: 'staging', owner: null, environment: 'staging' }),
  makeRow({ target: rds, name: 'read', namespace: 'billing', owner: { value: 'billing', source: 'owner' } }),
  makeBrokenRow({ target: partner, name: 'partner', namespace: 'orders', owner: { value: 'orders', source: 'owner' } }),
  makeRow({ target: legacy, name: 'erp', namespace: 'finance', owner: null, environment: null }),
  makeRow({ target: null, name: 'moved' }),
]

const never: SinceOf = () => null
const query = (input: Record<string, unknown> = {}): DependenciesQuery => dependenciesQuerySchema.parse(input)
const find = (input: Record<string, unknown> = {}, sinceOf = never) => queryDependencies(rows, query(input), sinceOf)
const hosts = (input: Record<string, unknown> = {}, sinceOf = never) =>
  find(input, sinceOf).items.map(({ host }) => host)

describe('queryDependencies', () => {
  test('tells each host once, worst first, then what most aliases point at', () => {
    expect(hosts()).toEqual([partner, rds, legacy])
    expect(find().total).toBe(3)
  })

  test('says who points at a host, over namespaces, and what the provider is', () => {
    expect(find({ q: 'rds' }).items).toMatchObject([
      {
        host: rds,
        category: 'database',
        aliases: 3,
        unowned: 1,
        namespaces: { first: ['billing', 'orders', 'staging'], total: 3 },
        teams: { first: ['billing', 'orders'], total: 2 },
        environments: { first: ['production', 'staging'], total: 2 },
        severity: 'ok',
      },
    ])
    expect(find({ q: 'rds' }).items[0]?.provider).toBeTruthy()
  })

  test('counts nothing for whoever wants hosts only', () => {
    const { facets, ...found } = find({ q: 'rds', facets: 'none' })
    expect(found).toEqual({ items: find({ q: 'rds' }).items, total: 1 })
    expect(Object.values(facets)).toEqual(Object.keys(find().facets).map(() => ({})))
  })

  test('answers in the form of the contract', () => {
    expect(() => dependenciesPageSchema.parse({ ...find(), offset: 0 })).not.toThrow()
  })

  test('shows all aliases of a host that a filter finds by one of them', () => {
    const [found, ...others] = find({ owner: 'billing' }).items
    expect(others).toEqual([])
    expect(found).toMatchObject({ host: rds, aliases: 3 })
  })

  test('finds what nobody owns, and leaves out what has an unwanted value', () => {
    expect(hosts({ owner: 'none' })).toEqual([rds, legacy])
    expect(hosts({ owner: '!none' })).toEqual([partner])
    expect(hosts({ severity: '!critical' })).toEqual([rds, legacy])
    expect(hosts({ environment: ['staging', 'none'] })).toEqual([rds, legacy])
    expect(hosts({ provider: 'none' })).toEqual([partner, legacy])
    expect(hosts({ category: 'database' })).toEqual([rds])
  })

  test.each([
    ['words of the host', 'PARTNER api', [partner]],
    ['the service of its provider', 'database', [rds]],
    ['the page where its provider says how it stands', 'health.aws', [rds]],
    ['no words of an alias', 'orders-db', []],
  ])('finds a host by %s', (_what, q, expected) => {
    expect(hosts({ q })).toEqual(expected)
  })

  test('counts hosts under all other filters, so that a second value shows what it would add', () => {
    const { facets } = find({ owner: 'orders', severity: 'ok' })
    expect(facets.severity).toEqual({ critical: 1, ok: 1 })
    expect(facets.owner).toEqual({ billing: 1, none: 2, orders: 1 })
    expect(facets.category).toEqual({ database: 1 })
  })

  test.each([
    ['host', [partner, legacy, rds]],
    ['-host', [rds, legacy, partner]],
    ['-aliases', [rds, legacy, partner].sort((a, b) => (a === rds ? -1 : b === rds ? 1 : a < b ? -1 : 1))],
    ['-teams', [rds, partner, legacy]],
    ['-severity', [rds, legacy, partner]],
  ])('sorts by %s', (sort, expected) => {
    expect(hosts({ sort })).toEqual(expected)
  })

  test('sorts by when the verdict began, and puts what is not known last both ways', () => {
    const sinceOf: SinceOf = ({ target }) => {
      if (target === legacy) return null
      return { at: target === rds ? '2026-11-01T00:00:00Z' : '2026-11-20T00:00:00Z', isFirst: false }
    }
    expect(hosts({ sort: 'since' }, sinceOf)).toEqual([rds, partner, legacy])
    expect(hosts({ sort: '-since' }, sinceOf)).toEqual([partner, rds, legacy])
  })

  test('cuts a window and still says how many there are', () => {
    expect(find({ offset: 1, limit: 1 })).toMatchObject({ items: [{ host: rds }], total: 3 })
  })

  test('names at most twenty of each and says how many there are', () => {
    const many = Array.from({ length: 60 }, (_, index) => makeRow({ target: rds, namespace: `n-${index}` }))
    const [found] = queryDependencies(many, query(), never).items
    expect(found?.namespaces.first).toHaveLength(20)
    expect(found?.namespaces.total).toBe(60)
  })
})
