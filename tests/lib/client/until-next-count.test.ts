import { expect, it } from 'vitest'
import { untilNextCountMs } from '@/lib/client/until-next-count'

const until = '2026-01-02T12:00:00.000Z'
const untilMs = Date.parse(until)
const counted = { since: until, until, stepSeconds: 1800, samples: [], hourAgo: null }

it.each([
  ['nothing was read', undefined, untilMs, 10_000],
  ['nothing was counted', { ...counted, since: null, until: null }, untilMs, 10_000],
  ['it was just counted', counted, untilMs, 301_000],
  ['the next count is due', counted, untilMs + 400_000, 10_000],
  ['the clock of the browser is behind', counted, untilMs - 3_600_000, 310_000],
])('waits when %s', (_when, history, nowMs, waitMs) => {
  expect(untilNextCountMs(history, nowMs)).toBe(waitMs)
})
