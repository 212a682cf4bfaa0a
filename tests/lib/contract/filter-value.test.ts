import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFilterValue, writeFilterValue } from '@/lib/contract/filter-value'

describe('a filter value', () => {
  it.each([
    ['production', 'production', false],
    ['!production', 'production', true],
    ['=!odd', '!odd', false],
    ['==odd', '=odd', false],
    ['!!odd', '!odd', true],
  ])('written %s is %s, not: %s', (text, value, isNot) => {
    expect(readFilterValue(text)).toEqual({ value, isNot })
  })

  it('reads as it was written, whatever the value', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (value, isNot) => {
        expect(readFilterValue(writeFilterValue({ value, isNot }))).toEqual({ value, isNot })
      }),
    )
  })
})
