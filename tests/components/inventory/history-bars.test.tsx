import { describe, expect, it } from 'vitest'
import { historyBars, historyWords } from '@/components/inventory/history-bars'
import type { SeverityHistoryView, SeveritySample } from '@/lib/contract/severity-history'

const newestMs = Date.parse('2026-01-02T12:10:00Z')

function sample(minutesAgo: number, change: Partial<SeveritySample> = {}): SeveritySample {
  const counts = { critical: 0, warning: 0, unknown: 0, info: 0, ok: 9, unowned: 0 }
  return { at: new Date(newestMs - minutesAgo * 60_000).toISOString(), ...counts, ...change }
}

function history(samples: SeveritySample[]): SeverityHistoryView {
  const until = new Date(newestMs).toISOString()
  return {
    since: samples[0]?.at ?? null,
    until: samples.length > 0 ? until : null,
    stepSeconds: 1800,
    samples,
    hourAgo: null,
  }
}

describe('the bars of a day', () => {
  it('stand by their time, the newest last, and nowhere where nothing was counted', () => {
    const bars = historyBars(history([sample(1435, { unknown: 1 }), sample(600), sample(29), sample(0)]))
    expect(bars.map(({ place }) => place)).toEqual([0, 27, 47, 47])
    expect(bars[0]).toEqual({ place: 0, critical: 0, warning: 0, unknown: 1 })
    expect(historyBars(history([]))).toEqual([])
  })

  it('leave out what is older than a day or newer than the newest', () => {
    expect(historyBars(history([sample(1500), sample(-40), sample(0)])).map(({ place }) => place)).toEqual([47])
  })

  it('say their peak in words', () => {
    expect(historyWords(historyBars(history([])))).toBeNull()
    const bars = historyBars(
      history([sample(600, { critical: 12, warning: 1 }), sample(0, { warning: 3, unknown: 2 })]),
    )
    expect(historyWords(bars)).toBe(
      'Verdicts of the last 24 hours, at most at once: 12 critical (about 10 h ago), 3 warning and 2 unknown',
    )
    expect(historyWords(historyBars(history([sample(0)])))).toContain(': 0 critical, 0 warning and 0 unknown')
  })
})
