import { describe, expect, it } from 'vitest'
import { worsenings } from '@/lib/client/worsenings'
import { makeBrokenRow, makeRow } from './rows'

describe('worsenings', () => {
  it('says a verdict that became worse, with its name and namespace', () => {
    expect(worsenings([makeBrokenRow()], () => makeRow())).toEqual([
      'critical: orders-db in orders. The name does not exist.',
    ])
  })

  it('says it once per host', () => {
    const rows = [makeBrokenRow({ name: 'a' }), makeBrokenRow({ name: 'b' })]
    expect(worsenings(rows, () => makeRow())).toHaveLength(1)
  })

  it('is silent about what became better, stayed, is new, or was merely not answered', () => {
    expect(worsenings([makeRow()], () => makeBrokenRow())).toEqual([])
    expect(worsenings([makeBrokenRow()], () => makeBrokenRow())).toEqual([])
    expect(worsenings([makeBrokenRow()], () => undefined)).toEqual([])
    expect(worsenings([makeRow({ severity: 'unknown' })], () => makeRow())).toEqual([])
  })
})
