import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstSorted } from '@/lib/server/inventory/first-sorted'

const ascending = (a: number, b: number) => a - b

test('gives what sorting and cutting gives, for any list and any length of the window', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { maxLength: 300 }), fc.nat(320), (items, count) => {
      expect(firstSorted([...items], count, ascending)).toEqual([...items].sort(ascending).slice(0, count))
    }),
  )
})

test('compares little more than once for each item beyond the window', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_011)
  let compared = 0
  firstSorted(items, 100, (a, b) => {
    compared += 1
    return a - b
  })
  expect(compared).toBeLessThan(2 * items.length)
})
