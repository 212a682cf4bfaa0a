import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { LoadReading } from '@/lib/domain/load/judge-load'
import { LoadGuard } from '@/lib/server/load/load-guard'
import { loadReader } from '@/lib/server/load/read-load'
import { poll } from '../../../control-plane/poll.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'

let guard: LoadGuard
afterEach(() => guard?.stop())

function stage() {
  const clock = new ManualClock()
  const told: string[] = []
  const reading: LoadReading = {
    ...{ heapUsedBytes: 10, heapLimitBytes: 100, residentBytes: 20, memoryLimitBytes: 1000 },
    ...{ meanDelayMs: 0, longestDelayMs: 0 },
  }
  guard = new LoadGuard({
    ...{ limits: { memoryPercent: 90, delayMs: 500 }, clock, read: () => reading },
    log: (level, event, message) => void told.push(`${level} ${event}: ${message}`),
  })
  guard.start()
  return { clock, told, reading }
}

const refusal = () => {
  try {
    guard.refuseHeavy()
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

describe('the guard of memory and event loop', () => {
  it('refuses large requests with 503 and when to come again, counts them, and answers all again by itself', () => {
    const { clock, told, reading } = stage()
    expect(refusal()).toBeNull()
    reading.heapUsedBytes = 95
    clock.advance(1000)
    expect(refusal()).toMatchObject({ code: 'unavailable', reason: 'overloaded', retryAfterSeconds: 10 })
    expect(refusal()?.message).toContain('95 % of the heap is used')
    expect([guard.problem(), guard.shed().get('memory')]).toEqual(['95 % of the heap is used', 2])
    reading.heapUsedBytes = 50
    clock.advance(12_000)
    expect([refusal(), guard.problem(), guard.causes()]).toEqual([null, null, []])
    expect(told).toEqual([
      'warn load-shed: load is shed: 95 % of the heap is used',
      'info load-calm: all requests are answered again',
    ])
  })

  it('tells that the event loop was held up, once a minute at most', () => {
    const { clock, told, reading } = stage()
    reading.longestDelayMs = 1500
    clock.advance(30_000)
    expect(told).toEqual(['warn event-loop-late: the event loop was held up'])
    expect(refusal()).toBeNull()
  })
})

describe('what the process measures of itself', () => {
  it('is its heap below its limit, its memory, and how late its timers come', async () => {
    const read = loadReader()
    const first = read()
    expect(first.heapUsedBytes).toBeGreaterThan(1 << 20)
    expect(first.heapLimitBytes).toBeGreaterThan(first.heapUsedBytes)
    expect(first.residentBytes).toBeGreaterThan(first.heapUsedBytes)
    // How late timers come is measured by timers: some have to come due before there is anything to read.
    const someTimers = () => new Promise((resolve) => setTimeout(resolve, 40))
    const hold = () => {
      for (const until = performance.now() + 300; performance.now() < until; );
      return someTimers()
    }
    await someTimers()
    read()
    await poll(
      async () => {
        await hold()
        return read().longestDelayMs > 200
      },
      { what: 'a late loop', timeoutMs: 5000, everyMs: 1 },
    )
  })
})
