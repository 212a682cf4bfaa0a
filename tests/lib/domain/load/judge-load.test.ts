import { describe, expect, it } from 'vitest'
import { causesOf, judgeLoad, type LoadJudgement, type LoadReading, unloaded } from '@/lib/domain/load/judge-load'

const quiet: LoadReading = {
  ...{ heapUsedBytes: 100, heapLimitBytes: 1000, residentBytes: 200, memoryLimitBytes: null },
  ...{ meanDelayMs: 1, longestDelayMs: 5 },
}
const limits = { memoryPercent: 90, delayMs: 500 }

/** Readings a second apart, and the causes after each. */
function causesAfter(readings: readonly Partial<LoadReading>[], given = limits): string[] {
  let judged: LoadJudgement = unloaded
  return readings.map((reading, second) => {
    judged = judgeLoad(judged, { ...quiet, ...reading }, given, second * 1000)
    return causesOf(judged).join()
  })
}

const times = (count: number, reading: Partial<LoadReading>) => Array.from({ length: count }, () => reading)

describe('load', () => {
  it('is shed at once when the heap is nearly used', () => {
    expect(causesAfter([{ heapUsedBytes: 899 }, { heapUsedBytes: 900 }])).toEqual(['', 'memory'])
  })

  it('is shed by the memory of the container where that is fuller, and never by one without a limit', () => {
    const resident = { residentBytes: 950 }
    expect(causesAfter([{ ...resident, memoryLimitBytes: 1000 }, resident])[0]).toBe('memory')
    expect(causesAfter([resident])).toEqual([''])
  })

  it('is shed until memory was ten points below for ten seconds, so that it does not come and go', () => {
    const high = { heapUsedBytes: 900 }
    const between = { heapUsedBytes: 850 }
    const low = { heapUsedBytes: 700 }
    expect(causesAfter([high, ...times(30, between)]).at(-1)).toBe('memory')
    const seen = causesAfter([high, ...times(5, low), between, ...times(11, low)])
    expect(seen.slice(0, -1).every((causes) => causes === 'memory')).toBe(true)
    expect(seen.at(-1)).toBe('')
  })

  it('is shed for a late event loop once that lasts three seconds, not for one long moment', () => {
    const late = { meanDelayMs: 500 }
    expect(causesAfter([late, late, late, {}, late, late, late, late])).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      'event-loop',
    ])
    expect(causesAfter([...times(4, late), ...times(10, { meanDelayMs: 100 })]).at(-1)).toBe('event-loop')
    expect(causesAfter([...times(4, late), ...times(11, { meanDelayMs: 100 })]).at(-1)).toBe('')
  })

  it('can have both causes, and none where the settings want it so', () => {
    const both = { heapUsedBytes: 1000, meanDelayMs: 10_000 }
    expect(causesAfter(times(4, both)).at(-1)).toBe('memory,event-loop')
    expect(causesAfter(times(4, both), { memoryPercent: 0, delayMs: 0 }).at(-1)).toBe('')
  })
})
