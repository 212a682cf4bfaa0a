import { expect, test } from 'vitest'
import { backoffMs, denialBackoffMs } from '@/lib/kubernetes/backoff'

const highest = () => 1
const lowest = () => 0

test('waits longer from failure to failure, never more than 3 s, and not at all without one', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1_000_000].map((failures) => backoffMs(failures, highest))).toEqual([
    0, 200, 400, 800, 1_600, 3_000, 3_000, 3_000,
  ])
  expect(backoffMs(5, lowest)).toBe(1_500)
})

test('asks a server that denies again soon at first, then within 15 to 30 s', () => {
  expect(denialBackoffMs(1, highest)).toBe(200)
  expect(denialBackoffMs(8, highest)).toBe(3_000)
  expect(denialBackoffMs(9, lowest)).toBe(15_000)
  expect(denialBackoffMs(9, highest)).toBe(30_000)
})
