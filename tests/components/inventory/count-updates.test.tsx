import { describe, expect, it } from 'vitest'
import { countUpdates } from '@/components/inventory/count-updates'

const list = (keys: string, total = keys.length) => ({ keys: [...keys], total })

describe('countUpdates', () => {
  it.each([
    ['nothing changed', 'abc', 'abc', 0],
    ['one row came', 'abc', 'abxc', 1],
    ['one row went', 'abc', 'ac', 1],
    ['one row rose to the top', 'abcde', 'eabcd', 1],
    ['two rows changed places', 'abcd', 'bacd', 1],
    ['one came and one went', 'abc', 'abd', 2],
    ['all went', 'abc', '', 3],
  ])('counts the rows that would move: %s', (_what, shown, next, count) => {
    expect(countUpdates(list(shown), list(next))).toBe(count)
  })

  it('counts a row that pushes another out of the window once', () => {
    expect(countUpdates(list('abc', 10), list('xab', 11))).toBe(1)
  })
})
