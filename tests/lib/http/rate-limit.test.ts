import { expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { RateLimit } from '@/lib/http/rate-limit'
import { ManualClock } from '../server/live/manual-clock'

test('refuses what exceeds the rate, per identity, and says when to come again', () => {
  const clock = new ManualClock()
  const limit = new RateLimit(60, clock)
  for (let count = 0; count < 60; count += 1) limit.take('a')
  const refused = captured(() => limit.take('a'))
  expect(refused).toBeInstanceOf(AppError)
  expect(refused).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 1 })
  expect(() => limit.take('b')).not.toThrow()
  clock.advance(1000)
  expect(() => limit.take('a')).not.toThrow()
})

test('has no limit at 0', () => {
  const limit = new RateLimit(0, new ManualClock())
  expect(() => {
    for (let count = 0; count < 10_000; count += 1) limit.take('a')
  }).not.toThrow()
})

function captured(run: () => void): unknown {
  try {
    run()
    return null
  } catch (error) {
    return error
  }
}
