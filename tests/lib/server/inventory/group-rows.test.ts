import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupRows } from '@/lib/server/inventory/group-rows'
import { makeBrokenRow, makeRow } from '../../client/rows'

describe('groupRows', () => {
  it('puts rows together in the order of the first of each group, and keeps their order within', () => {
    const rows = [
      makeBrokenRow({ name: 'a', namespace: 'cart' }),
      makeRow({ name: 'b', namespace: 'orders' }),
      makeRow({ name: 'c', namespace: 'cart' }),
    ]
    const { rows: ordered, groups } = groupRows(rows, 'namespace')
    expect(ordered.map(({ name }) => name)).toEqual(['a', 'c', 'b'])
    expect(groups).toMatchObject([
      { value: 'cart', total: 2, severity: 'critical', severities: { critical: 1, ok: 1 }, lead: null },
      { value: 'orders', total: 1, severity: 'ok' },
    ])
  })

  it('says by host where its worst row leads, and who owns it, the most frequent first', () => {
    const owner = (value: string) => ({ owner: { value, source: 'owner' } })
    const target = 'redis.example.com'
    const [group] = groupRows(
      [
        makeRow({ name: 'a', target, ...owner('cart') }),
        makeBrokenRow({ name: 'b', target, brokenAt: target, ...owner('checkout') }),
        makeRow({ name: 'c', target, ...owner('checkout') }),
        makeRow({ name: 'd', target, owner: null }),
      ],
      'host',
    ).groups
    expect(group).toMatchObject({ owners: ['checkout', 'cart'], ownersTotal: 2, severity: 'critical' })
    expect(group?.lead).toMatchObject({ brokenAt: target, verdict: { code: 'NXDOMAIN_ORIGIN' } })
  })

  it('says by host which finding makes its worst row what it is', () => {
    const finding = { code: 'NAMESPACE_ALIAS_NO_READY_ENDPOINT', severity: 'critical' } as const
    const target = 'db.data.svc.cluster.local'
    const rows = [makeRow({ name: 'a', target }), makeRow({ name: 'b', target, severity: 'critical', finding })]
    expect(groupRows(rows, 'host').groups).toMatchObject([{ severity: 'critical', lead: { finding } }])
  })

  it('puts rows together by what their namespaces are there for', () => {
    const outside = { namespacePurpose: 'external-service-references' }
    const rows = [makeRow({ name: 'a', ...outside }), makeRow({ name: 'b' }), makeRow({ name: 'c', ...outside })]
    const { groups } = groupRows(rows, 'namespacePurpose')
    expect(groups.map(({ value, total }) => [value, total])).toEqual([
      ['external-service-references', 2],
      ['none', 1],
    ])
  })

  it.each(['host', 'owner', 'environment'] as const)('calls the group of rows without %s none', (by) => {
    const { groups } = groupRows([makeRow({ target: null, owner: null, environment: null })], by)
    expect(groups).toMatchObject([{ value: 'none', total: 1, lead: null }])
  })

  it('puts the rows of all groups beyond the limit last, as one without a value', () => {
    const rows = ['a', 'b', 'c', 'a'].map((namespace, index) => makeRow({ name: `n${index}`, namespace }))
    const { rows: ordered, groups } = groupRows(rows, 'namespace', 2)
    expect(groups.map(({ value, total }) => [value, total])).toEqual([
      ['a', 2],
      ['b', 1],
      [null, 1],
    ])
    expect(ordered.at(-1)?.namespace).toBe('c')
  })

  it('loses and doubles no row, and its totals say where each group begins', () => {
    const anyRow = fc.record({ name: fc.string(), namespace: fc.constantFrom('a', 'b', 'c', 'd') })
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (specs, limit) => {
        const rows = specs.map((spec, index) => makeRow({ ...spec, uid: `${index}` }))
        const { rows: ordered, groups } = groupRows(rows, 'namespace', limit)
        expect(ordered.map(({ uid }) => uid).sort()).toEqual(rows.map(({ uid }) => uid).sort())
        let start = 0
        for (const { value, total } of groups) {
          const part = ordered.slice(start, start + total)
          if (value !== null) expect(part.every((row) => row.namespace === value)).toBe(true)
          start += total
        }
        expect(start).toBe(rows.length)
      }),
    )
  })
})
