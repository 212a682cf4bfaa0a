import { describe, expect, it } from 'vitest'
import { Throttle } from '@/lib/client/throttle'
import { makeTimers } from './timers'

function makeThrottle() {
  const timers = makeTimers()
  const runs = { count: 0 }
  const run = () => {
    runs.count += 1
  }
  return { timers, runs, throttle: new Throttle({ intervalMs: 1000, longestMs: 3000, after: timers.after, run }) }
}

describe('Throttle', () => {
  it('runs at once, then once more at the end of the interval however often it was asked', () => {
    const { timers, runs, throttle } = makeThrottle()
    for (let ask = 0; ask < 5; ask += 1) throttle.ask()
    expect(runs.count).toBe(1)
    timers.advance(1000)
    expect(runs.count).toBe(2)
    timers.advance(5000)
    expect(runs.count).toBe(2)
  })

  it('takes longer pauses while it is asked without end, up to the longest, and short ones after a quiet one', () => {
    const { timers, runs, throttle } = makeThrottle()
    const runsAt: number[] = []
    for (let second = 0; second <= 12; second += 0.5) {
      const before = runs.count
      if (second > 0) timers.advance(500)
      throttle.ask()
      if (runs.count > before) runsAt.push(second)
    }
    expect(runsAt).toEqual([0, 1, 3, 6, 9, 12])
    timers.advance(10_000)
    timers.advance(10_000)
    for (let ask = 0; ask < 2; ask += 1) throttle.ask()
    const before = runs.count
    timers.advance(1000)
    expect(runs.count).toBe(before + 1)
  })

  it('does nothing more once cancelled', () => {
    const { timers, runs, throttle } = makeThrottle()
    throttle.ask()
    throttle.ask()
    throttle.cancel()
    timers.advance(5000)
    expect(runs.count).toBe(1)
  })
})
