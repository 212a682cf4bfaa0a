import { describe, expect, it } from 'vitest'
import { Throttle } from '@/lib/client/throttle'
import { makeTimers } from './timers'

describe('Throttle', () => {
  it('runs at once, then once more at the end of the interval however often it was asked', () => {
    const timers = makeTimers()
    let runs = 0
    const throttle = new Throttle(1000, timers.after, () => {
      runs += 1
    })
    for (let ask = 0; ask < 5; ask += 1) throttle.ask()
    expect(runs).toBe(1)
    timers.advance(1000)
    expect(runs).toBe(2)
    timers.advance(5000)
    expect(runs).toBe(2)
  })

  it('does nothing more once cancelled', () => {
    const timers = makeTimers()
    let runs = 0
    const throttle = new Throttle(1000, timers.after, () => {
      runs += 1
    })
    throttle.ask()
    throttle.ask()
    throttle.cancel()
    timers.advance(5000)
    expect(runs).toBe(1)
  })
})
