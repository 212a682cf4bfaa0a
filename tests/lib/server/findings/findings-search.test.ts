import { describe, expect, it } from 'vitest'
import { type FindingItem, findingsPageSchema, findingsQuerySchema } from '@/lib/contract/findings'
import { FindingsSearch } from '@/lib/server/findings/findings-search'

const item = (over: Partial<FindingItem>): FindingItem => ({
  ...{ cluster: 'one', namespace: 'shop', name: 'orders', target: 'db.example.net', owner: 'orders' },
  ...{ environment: 'production', code: 'NO_OWNER', severity: 'info', evidence: 'e', cause: 'c', fix: 'f' },
  suppressed: null,
  ...over,
})
const accepted = { until: '2027-01-31', reason: 'known' }
const items = [
  item({ code: 'PORTS_MISSING' }),
  item({ code: 'NXDOMAIN_ORIGIN', severity: 'critical', name: 'old', owner: 'data' }),
  item({ code: 'PLACEHOLDER_TARGET', severity: 'warning', name: 'left', namespace: 'stage', environment: 'staging' }),
  item({ owner: null, name: 'mine' }),
  item({ owner: null, name: 'quiet', suppressed: accepted }),
]
const find = (query: Record<string, unknown> = {}) => {
  const search = new FindingsSearch(findingsQuerySchema.parse(query))
  for (const each of items) search.take(each)
  return search.page()
}
const names = (query: Record<string, unknown>) => find(query).items.map(({ name }) => name)

describe('a search of findings', () => {
  it('gives the worst first, then the same trouble together, without those that are accepted', () => {
    expect(names({})).toEqual(['old', 'left', 'mine', 'orders'])
    expect(find({}).suppressed).toBe(1)
  })

  it('shows accepted ones to whoever asks for them', () => {
    expect(names({ suppressed: 'yes' })).toEqual(['quiet'])
    expect(names({ suppressed: 'all', owner: 'none' })).toEqual(['mine', 'quiet'])
  })

  it.each([
    [{ code: 'PORTS_MISSING' }, ['orders']],
    [{ severity: ['critical', 'warning'] }, ['old', 'left']],
    [{ owner: 'none' }, ['mine']],
    [{ namespace: '!shop' }, ['left']],
    [{ environment: 'staging' }, ['left']],
    [{ cluster: 'two' }, []],
    [{ name: 'mine' }, ['mine']],
    [{ q: 'placeholder stage' }, ['left']],
  ])('filters by %j', (query, expected) => {
    expect(names(query)).toEqual(expected)
  })

  it('counts a facet under all other filters', () => {
    const { facets } = find({ severity: 'info', owner: 'orders' })
    expect(facets.severity).toEqual({ info: 1, warning: 1 })
    expect(facets.owner).toEqual({ orders: 1, none: 1 })
    expect(facets.code).toEqual({ PORTS_MISSING: 1 })
  })

  it('counts per team under all filters but that of the owner, the worst first', () => {
    expect(find({ owner: 'orders' }).teams).toEqual([
      { owner: 'data', critical: 1, warning: 0, unknown: 0, info: 0, aliases: 1 },
      { owner: 'orders', critical: 0, warning: 1, unknown: 0, info: 1, aliases: 2 },
      { owner: null, critical: 0, warning: 0, unknown: 0, info: 1, aliases: 1 },
    ])
  })

  it('sorts by a column in both directions, what has no value last', () => {
    expect(names({ sort: 'owner' })).toEqual(['old', 'left', 'orders', 'mine'])
    expect(names({ sort: '-owner' })).toEqual(['left', 'orders', 'old', 'mine'])
    expect(names({ sort: '-severity' }).at(-1)).toBe('old')
  })

  it('cuts a window, counts nothing for whoever wants findings only, and answers in the form of the contract', () => {
    const page = find({ offset: 1, limit: 2, facets: 'none' })
    expect(page.items.map(({ name }) => name)).toEqual(['left', 'mine'])
    expect(page).toMatchObject({ total: 4, offset: 1, teams: [] })
    expect(() => findingsPageSchema.parse({ ...find(), partial: [] })).not.toThrow()
  })
})
