import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Row } from '@/lib/contract/row'
import { type ServicesQuery, servicesQuerySchema } from '@/lib/contract/services'
import { severities } from '@/lib/domain/resolution/severity'
import { facetValues } from '@/lib/server/inventory/facet-values'
import { queryRows as querySearched } from '@/lib/server/inventory/query-rows'
import { searchText } from '@/lib/server/inventory/search-text'
import { toRow } from '@/lib/server/inventory/to-row'
import { sampleAlias } from './sample-alias'
import { samplePurpose } from './sample-purpose'

function row(overrides: Partial<Row> & { name: string }): Row {
  const made = toRow(sampleAlias({ name: overrides.name }), {
    clusterDomain: 'cluster.local',
    purpose: samplePurpose,
    finding: null,
    reviewState: null,
    answers: [],
    group: null,
  })
  return { ...made, ...overrides }
}

function query(input: Record<string, unknown> = {}): ServicesQuery {
  return servicesQuerySchema.parse(input)
}

const queryRows = (rows: readonly Row[], asked: ServicesQuery) =>
  querySearched(
    rows.map((each) => ({ row: each, text: searchText(each), facets: facetValues(each) })),
    asked,
  )

const names = (rows: { items: Row[] }) => rows.items.map((item) => item.name)

describe('queryRows', () => {
  const rows = [
    row({
      name: 'payments',
      namespace: 'checkout',
      target: 'api.stripe.com',
      severity: 'ok',
      environment: 'production',
      owner: { value: 'Pay', source: 'owner' },
    }),
    row({
      name: 'mail',
      namespace: 'checkout',
      target: 'smtp.sendgrid.net',
      severity: 'critical',
      environment: 'staging',
    }),
    row({ name: 'search', namespace: 'app', target: 'es.example.net', severity: 'warning', environment: 'production' }),
  ]

  test('finds all words of q in any case and any order, over name, namespace, target, terminal and owner', () => {
    expect(names(queryRows(rows, query({ q: 'STRIPE checkout' })))).toEqual(['payments'])
    expect(names(queryRows(rows, query({ q: 'pay' })))).toEqual(['payments'])
    expect(names(queryRows(rows, query({ q: 'stripe mail' })))).toEqual([])
  })

  test('puts the worst first by default, then namespace and name', () => {
    expect(names(queryRows(rows, query()))).toEqual(['mail', 'search', 'payments'])
  })

  test('tells the critical and warning rows under all filters but those of severity and host', () => {
    const bad = (input: Record<string, unknown>) => queryRows(rows, query(input)).bad.map(({ name }) => name)
    expect(bad({})).toEqual(['mail', 'search'])
    expect(bad({ severity: 'ok', host: 'smtp.sendgrid.net', limit: 1 })).toEqual(['mail', 'search'])
    expect(bad({ environment: 'staging' })).toEqual(['mail'])
    expect(bad({ q: 'search', severity: 'critical' })).toEqual(['search'])
    expect(bad({ facets: 'none' })).toEqual([])
  })

  test('takes any of the values of a repeated filter', () => {
    expect(names(queryRows(rows, query({ severity: ['critical', 'warning'] })))).toEqual(['mail', 'search'])
  })

  test('finds the unowned by owner=none', () => {
    expect(names(queryRows(rows, query({ owner: 'none', sort: 'name' })))).toEqual(['mail', 'search'])
  })

  test('leaves out the values with ! before them, beside the ones that are wanted', () => {
    expect(names(queryRows(rows, query({ severity: '!ok' })))).toEqual(['mail', 'search'])
    expect(names(queryRows(rows, query({ namespace: ['checkout', '!app'], environment: '!staging' })))).toEqual([
      'payments',
    ])
    expect(names(queryRows(rows, query({ owner: '!none' })))).toEqual(['payments'])
  })

  test('still counts a value that is left out, so that its way back shows what it would add', () => {
    expect(queryRows(rows, query({ environment: '!staging' })).facets.environment).toEqual({
      production: 2,
      staging: 1,
    })
  })

  test('finds and counts what aliases are for', () => {
    const [first, ...others] = rows.map((each, index) => ({
      ...each,
      useCase: index === 0 ? 'third-party-api' : 'legacy',
    }))
    const all = first ? [first, ...others] : []
    expect(names(queryRows(all, query({ useCase: 'third-party-api' })))).toEqual(['payments'])
    expect(queryRows(all, query()).facets.useCase).toEqual({ 'third-party-api': 1, legacy: 2 })
    expect(queryRows(all, query({ by: 'useCase' })).groups?.map(({ value }) => value)).toContain('legacy')
  })

  test('finds aliases by their whole name, and counts no names', () => {
    expect(names(queryRows(rows, query({ name: 'mail' })))).toEqual(['mail'])
    expect(names(queryRows(rows, query({ name: 'mai' })))).toEqual([])
    expect(queryRows(rows, query({ name: 'mail', limit: 1 })).facets).not.toHaveProperty('name')
  })

  test('finds the aliases of one host', () => {
    expect(names(queryRows(rows, query({ host: 'api.stripe.com' })))).toEqual(['payments'])
  })

  test('tells the groups of a list once, in its first window, and their rows stand together', () => {
    const first = queryRows(rows, query({ by: 'environment', limit: 1 }))
    expect(first.groups?.map(({ value, total }) => [value, total])).toEqual([
      ['staging', 1],
      ['production', 2],
    ])
    expect(queryRows(rows, query({ by: 'environment', offset: 1 })).groups).toBeUndefined()
    expect(queryRows(rows, query()).groups).toBeUndefined()
  })

  test('counts a facet under all other filters, so that a second value shows what it would add', () => {
    const { facets } = queryRows(rows, query({ namespace: 'checkout', environment: 'production' }))
    expect(facets.environment).toEqual({ production: 1, staging: 1 })
    expect(facets.namespace).toEqual({ app: 1, checkout: 1 })
    expect(facets.severity).toEqual({ ok: 1 })
  })

  test('counts nothing for whoever wants rows only', () => {
    const all = queryRows(rows, query({ namespace: 'checkout' }))
    const { facets, ...found } = queryRows(rows, query({ namespace: 'checkout', facets: 'none' }))
    expect(found).toEqual({ items: all.items, total: all.total, bad: [] })
    expect(new Set(Object.values(facets).map((counts) => Object.keys(counts).length))).toEqual(new Set([0]))
  })

  test('keeps at most 200 values of a facet, the most frequent first', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      row({ name: `n${index}`, namespace: index < 50 ? 'big' : `ns${index}` }),
    )
    const { facets } = queryRows(many, query())
    expect(Object.keys(facets.namespace)).toHaveLength(200)
    expect(Object.keys(facets.namespace)[0]).toBe('big')
  })

  test('keeps rows without a value last in both directions', () => {
    expect(names(queryRows(rows, query({ sort: 'owner' })))[0]).toBe('payments')
    expect(names(queryRows(rows, query({ sort: '-owner' })))[0]).toBe('payments')
  })

  test('pages partition the whole: every row once, in the same order, whatever the window', () => {
    const anyRow = fc.record({
      name: fc.string({ minLength: 1, maxLength: 4 }),
      namespace: fc.constantFrom('a', 'b'),
      severity: fc.constantFrom(...severities),
      ttlSeconds: fc.option(fc.nat(9), { nil: null }),
    })
    const sorts = ['severity', '-severity', 'name', '-ttl', 'ttl', 'changed', '-owner']
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 40 }),
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 7 }),
        (specs, sort, limit) => {
          const all = specs.map((spec, index) => row({ ...spec, uid: String(index) }))
          const whole = queryRows(all, query({ sort, limit: 500 })).items
          const pages: Row[] = []
          for (let offset = 0; offset < all.length; offset += limit)
            pages.push(...queryRows(all, query({ sort, limit, offset })).items)
          expect(pages.map((item) => item.uid)).toEqual(whole.map((item) => item.uid))
          expect(new Set(whole.map((item) => item.uid)).size).toBe(all.length)
        },
      ),
    )
  })

  test('every counted facet value selects exactly as many rows as it says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.constantFrom('a', 'b'), namespace: fc.constantFrom('x', 'y', 'z') }), {
          maxLength: 30,
        }),
        (specs) => {
          const all = specs.map((spec) => row(spec))
          const { facets } = queryRows(all, query())
          for (const [value, count] of Object.entries(facets.namespace)) {
            expect(all.filter((item) => facetValues(item).namespace === value)).toHaveLength(count)
            expect(queryRows(all, query({ namespace: value })).total).toBe(count)
          }
        },
      ),
    )
  })
  test('whatever the filters, a facet counts the rows that pass all the others, hostile values apart from each other', () => {
    const owners = ['a', 'a\nb', 'b', 'none\nnone']
    const anyRow = fc.record({
      name: fc.constantFrom('one', 'two'),
      namespace: fc.constantFrom('x', 'y'),
      severity: fc.constantFrom(...severities),
      target: fc.constantFrom('h1.example', 'h2.example', null),
      owner: fc.option(
        fc.constantFrom(...owners).map((value) => ({ value, source: 'owner' })),
        { nil: null },
      ),
      environment: fc.constantFrom('production', 'staging', null),
    })
    const anyFilters = fc.record(
      {
        name: fc.constantFrom('one', '!one'),
        namespace: fc.constantFrom('x', '!x'),
        severity: fc.constantFrom('critical', '!ok'),
        host: fc.constantFrom('h1.example', '!h1.example', 'none'),
        owner: fc.constantFrom('a', 'none', '!b'),
        environment: fc.constantFrom('none', 'production'),
      },
      { requiredKeys: [] },
    )
    type Filters = Record<string, string | undefined>
    const valueAt = (item: Row, filter: string) =>
      filter === 'name'
        ? item.name
        : filter === 'host'
          ? (item.target ?? 'none')
          : Reflect.get(facetValues(item), filter)
    const passes = (item: Row, filters: Filters, except?: string) =>
      Object.entries(filters).every(([filter, text = '']) => {
        if (filter === except) return true
        const isSame = valueAt(item, filter) === text.replace('!', '')
        return text.startsWith('!') ? !isSame : isSame
      })
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), anyFilters, (specs, filters: Filters) => {
        const all = specs.map((spec, index) => row({ ...spec, uid: String(index) }))
        const { total, facets } = queryRows(all, query(filters))
        expect(total).toBe(all.filter((item) => passes(item, filters)).length)
        for (const facet of ['namespace', 'severity', 'owner', 'environment'] as const) {
          const wanted = Map.groupBy(
            all.filter((item) => passes(item, filters, facet)),
            (item) => facetValues(item)[facet],
          )
          expect(facets[facet]).toEqual(Object.fromEntries([...wanted].map(([value, items]) => [value, items.length])))
        }
      }),
    )
  })
})
