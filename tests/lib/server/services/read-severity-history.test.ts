import { expect, test } from 'vitest'
import type { SeveritySample } from '@/lib/contract/severity-history'
import { worstOfEachStep } from '@/lib/server/services/read-severity-history'

const minute = 60_000
const newestMs = Date.parse('2026-01-02T00:00:00Z')

function sample(minutesAgo: number, change: Partial<SeveritySample> = {}): SeveritySample {
  const counts = { critical: 0, warning: 0, unknown: 0, info: 0, ok: 0, unowned: 0 }
  return { at: new Date(newestMs - minutesAgo * minute).toISOString(), ...counts, ...change }
}

test('keeps the worst count of each step back from the newest one, oldest first', () => {
  const samples = [
    sample(40, { warning: 9 }),
    sample(35, { critical: 1 }),
    sample(30),
    sample(25, { warning: 2 }),
    sample(5, { warning: 2, unknown: 1 }),
    sample(0, { ok: 50 }),
  ]
  expect(worstOfEachStep(samples, 30 * minute)).toEqual([samples[1], samples[4]])
})

test('keeps every count where a step is no longer than the time between them, and nothing of nothing', () => {
  const samples = [sample(10), sample(5), sample(0)]
  expect(worstOfEachStep(samples, 5 * minute)).toEqual(samples)
  expect(worstOfEachStep([], 5 * minute)).toEqual([])
})
