import { describe, expect, test } from 'vitest'
import { environmentsPageSchema, environmentsQuerySchema } from '@/lib/contract/environments'
import type { Row } from '@/lib/contract/row'
import { buildMatrix } from '@/lib/server/environments/build-matrix'
import { queryMatrix } from '@/lib/server/environments/query-matrix'
import { makeRow } from '../../client/rows'

const order = ['development', 'test', 'staging', 'production']
const domains = { clusterDomain: 'cluster.local', ownDomains: ['company.com'], otherClusterDomains: [] }

function row(place: string, environment: string | null, target: string, more: Partial<Row> = {}): Row {
  const [namespace = '', name = ''] = place.split('/')
  return makeRow({ cluster: 'main', namespace, name, environment, target, owner: null, ...more })
}

const rows = [
  row('shop-dev/db', 'development', 'dev-db.company.com', { owner: { value: 'shop', source: 'owner' } }),
  row('shop-stg/db', 'staging', 'stg-db.company.com'),
  row('shop/db', 'production', 'dev-db.company.com'),
  row('shop-dev/api', 'development', 'api.company.com'),
  row('shop/api', 'production', 'api.company.com'),
  row('shop/alone', 'production', 'alone.company.com'),
  row('tools/x', null, 'x.company.com'),
  row('shop/db-green', 'production', 'x.company.com', { group: { name: 'db', role: 'green' } }),
]

const matrixOf = (all: readonly Row[]) => buildMatrix(all, { order, labelsOf: () => ({}), domainsOf: () => domains })
const find = (input: Record<string, unknown> = {}, all = rows) =>
  queryMatrix(matrixOf(all), environmentsQuerySchema.parse(input), () => 'helm')
const names = (input: Record<string, unknown> = {}) => find(input).items.map(({ name }) => name)

describe('queryMatrix', () => {
  test('tells each dependency once, what stands out first, without the colours of a group', () => {
    expect(names()).toEqual(['db', 'api', 'alone'])
    expect(find().items[0]).toMatchObject({ state: 'stands-out', severity: 'critical', owners: ['shop'] })
  })

  test('has the environments in promotion order, and counts what no column can hold', () => {
    expect(find().environments).toEqual([
      { name: 'development', dependencies: 2 },
      { name: 'staging', dependencies: 1 },
      { name: 'production', dependencies: 3 },
    ])
    expect(find().withoutEnvironment).toBe(1)
  })

  test('filters by state, owner, cluster and words, and counts the states under the other filters', () => {
    expect(names({ state: 'stands-out' })).toEqual(['db', 'api'])
    expect(names({ state: 'missing' })).toEqual(['api'])
    expect(names({ owner: 'shop' })).toEqual(['db'])
    expect(names({ owner: '!shop' })).toEqual(['db', 'api', 'alone'])
    expect(names({ cluster: 'other' })).toEqual([])
    expect(names({ q: 'shop ALONE' })).toEqual(['alone'])
    expect(find({ state: 'missing', owner: 'shop' }).states).toEqual({
      ...{ all: 1, 'stands-out': 1, different: 0, alike: 0, single: 0, missing: 0 },
    })
  })

  test('cuts to a window, whose total is of all', () => {
    expect(find({ offset: 1, limit: 1 })).toMatchObject({ total: 3, offset: 1, items: [{ name: 'api' }] })
  })

  test('answers in the form of the contract', () => {
    expect(environmentsPageSchema.parse(find())).toEqual(find())
  })

  test('what is not among the rows is not missing either', () => {
    const seen = rows.filter(({ namespace }) => namespace !== 'shop-stg')
    expect(find({}, seen).states.missing).toBe(0)
  })

  test('has twelve columns at most, those with the most Services', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      row(`x/s${at}`, `lab-${String(at % 20).padStart(2, '0')}`, 'x.company.com'),
    )
    const page = find({}, [...rows, ...many, row('shop/more', 'production', 'm.company.com')])
    expect(page.environments).toHaveLength(12)
    expect(page.environments.map(({ name }) => name)).toContain('production')
    expect(page.moreEnvironments).toBe(11)
  })

  test('says of an empty cell in which one namespace its system lives there', () => {
    const homes = (name: string) => find({ q: name }).items[0]?.cells.map(({ home }) => home?.namespace ?? null)
    expect(homes('api')).toEqual([null, 'shop-stg', null])
    expect(homes('alone')).toEqual(['shop-dev', 'shop-stg', null])
  })

  test('says of each alias which tool keeps it, and where its chain leads elsewhere than before', () => {
    const notes = [{ code: 'DRIFT', severity: 'info' as const, evidence: 'a.dev, before b.dev' }]
    const moved = row('shop/api', 'production', 'api.company.com')
    const { items } = find({}, [{ ...moved, verdict: { ...moved.verdict, notes } }])
    expect(items[0]?.cells[0]?.entries).toMatchObject([{ keptBy: 'helm', drift: 'a.dev, before b.dev' }])
  })
})
