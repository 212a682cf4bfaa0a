import { describe, expect, it } from 'vitest'
import { patchGroup, patchServicesPage, reshapes, rowsByKey } from '@/lib/client/patch-rows'
import type { Row } from '@/lib/contract/row'
import { makeBrokenRow, makePage, makeRow } from './rows'

const delta = (upserts: Row[], revision = 11) => ({ revision, upserts, removes: [] })

describe('patchServicesPage', () => {
  it('changes the values of a row in its place', () => {
    const page = makePage([makeRow({ name: 'a' }), makeRow({ name: 'b' }), makeRow({ name: 'c' })])
    const changed = makeBrokenRow({ name: 'b' })
    const next = patchServicesPage(page, delta([changed]), rowsByKey(delta([changed])))
    expect(next.items.map((row) => row.name)).toEqual(['a', 'b', 'c'])
    expect(next.items[1]).toBe(changed)
    expect(next.items[0]).toBe(page.items[0])
  })

  it('gives the very same page when none of its rows changed, so that nothing renders again', () => {
    const page = makePage([makeRow({ name: 'a' })])
    const other = delta([makeRow({ name: 'z' })])
    expect(patchServicesPage(page, other, rowsByKey(other))).toBe(page)
  })

  it('leaves a page alone that was read after the delta', () => {
    const page = makePage([makeRow({ ttlSeconds: 1 })], { revision: 12 })
    const late = delta([makeRow({ ttlSeconds: 9 })], 11)
    expect(patchServicesPage(page, late, rowsByKey(late))).toBe(page)
  })

  it('tells apart Services of one name in other namespaces and clusters', () => {
    const page = makePage([makeRow({ name: 'a', namespace: 'x' })])
    const other = delta([
      makeRow({ name: 'a', namespace: 'y' }),
      makeRow({ name: 'a', namespace: 'x', cluster: 'other' }),
    ])
    expect(patchServicesPage(page, other, rowsByKey(other))).toBe(page)
  })
})

describe('reshapes', () => {
  const page = makePage([makeRow({ name: 'a' }), makeRow({ name: 'b' })])

  it('is not asked for again when only TTLs and addresses moved', () => {
    expect(reshapes([page], delta([makeRow({ name: 'a', ttlSeconds: 1, addresses: ['10.9.9.9'] })]))).toBe(false)
  })

  it.each<[string, Partial<Row>]>([
    ['severity', { severity: 'warning' }],
    ['target', { target: 'elsewhere.example.com' }],
    ['owner', { owner: null }],
    ['environment', { environment: 'staging' }],
    ['last change', { changedAt: '2026-03-01T00:00:00.000Z' }],
  ])('is asked for again when the %s changed', (_what, change) => {
    expect(reshapes([page], delta([makeRow({ name: 'a', ...change })]))).toBe(true)
  })

  it('is asked for again when a row comes or goes', () => {
    expect(reshapes([page], delta([makeRow({ name: 'new' })]))).toBe(true)
    const gone = { revision: 11, upserts: [], removes: [{ cluster: 'prod', namespace: 'orders', name: 'a' }] }
    expect(reshapes([page], gone)).toBe(true)
  })

  it('knows a row of a later window', () => {
    const later = makePage([makeRow({ name: 'z' })], { offset: 200 })
    expect(reshapes([page, later], delta([makeRow({ name: 'z', ttlSeconds: 4 })]))).toBe(false)
  })
})

describe('patchGroup', () => {
  const members = { active: makeRow({ name: 'api' }), blue: makeRow({ name: 'api-blue' }), green: null }
  const probes = { blue: null, green: null }
  const readiness = { state: 'ready' as const, reasons: [], checks: [] }
  const holders = { active: ['api'], blue: ['api-blue'], green: [] }
  const more = { state: 'incomplete' as const, holders }
  const group = { cluster: 'prod', namespace: 'orders', name: 'api', live: null, members, probes, readiness, ...more }

  it('changes the member that changed', () => {
    const changed = makeBrokenRow({ name: 'api-blue' })
    const next = patchGroup(group, rowsByKey(delta([changed])))
    expect(next.members).toEqual({ ...members, blue: changed })
  })

  it('gives the very same group when no member changed', () => {
    expect(patchGroup(group, rowsByKey(delta([makeRow({ name: 'other' })])))).toBe(group)
  })
})
