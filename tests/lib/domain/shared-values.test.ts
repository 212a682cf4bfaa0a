import { expect, test } from 'vitest'
import { SharedValues } from '@/lib/domain/shared-values'

test('gives the first value of a key to whoever brings an equal one, and each key its own', () => {
  const shared = new SharedValues<object>(10)
  const [first, second] = [{}, {}]
  expect(shared.share('a', first)).toBe(first)
  expect(shared.share('a', {})).toBe(first)
  expect(shared.share('b', second)).toBe(second)
})

test('holds no more than its limit, and begins anew beyond it', () => {
  const shared = new SharedValues<number>(2)
  for (const value of [1, 2, 3]) shared.share(String(value), value)
  expect(shared.share('3', 30)).toBe(3)
  expect(shared.share('1', 10)).toBe(10)
})
