import { expect, test } from 'vitest'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import { reviewHealth } from '@/lib/domain/review/review-health'

const change = (at: string, severity: VerdictChange['severity']): VerdictChange => ({
  ...{
    at,
    vantage: 'cluster',
    code: severity === 'ok' ? 'OK' : 'NXDOMAIN_ORIGIN',
    severity,
    summary: '',
    brokenAt: null,
  },
  ...{ terminal: null, previousCode: null, previousTerminal: null },
})

test('says since when it knows: never longer than the console watched, never before the last review', () => {
  const history = [
    change('2026-11-01T00:00:00.000Z', 'critical'),
    change('2026-11-02T00:00:00.000Z', 'ok'),
    change('2026-11-20T00:00:00.000Z', 'warning'),
  ]
  expect(reviewHealth([], null)).toBeNull()
  expect(reviewHealth(history, Date.parse('2026-01-01'))).toEqual({
    ...{ since: '2026-11-01T00:00:00.000Z', troubles: 2, lastTroubleAt: '2026-11-20T00:00:00.000Z' },
  })
  expect(reviewHealth(history, Date.parse('2026-11-10'))).toEqual({
    ...{ since: '2026-11-10T00:00:00.000Z', troubles: 1, lastTroubleAt: '2026-11-20T00:00:00.000Z' },
  })
  expect(reviewHealth(history, Date.parse('2026-11-25'))).toMatchObject({ troubles: 0, lastTroubleAt: null })
})
