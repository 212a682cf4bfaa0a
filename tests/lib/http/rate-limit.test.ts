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

test('counts who is not known yet by their address, so that one that guesses keeps nobody else out', () => {
  const limit = new RateLimit(60, new ManualClock())
  for (let count = 0; count < 60; count += 1) limit.takeUnknown('192.0.2.1')
  expect(captured(() => limit.takeUnknown('192.0.2.1'))).toMatchObject({ code: 'rate-limited' })
  expect(captured(() => limit.takeUnknown('::ffff:192.0.2.1'))).toMatchObject({ code: 'rate-limited' })
  expect(() => limit.takeUnknown('192.0.2.2')).not.toThrow()
})

test('takes all addresses of one IPv6 network for one', () => {
  const limit = new RateLimit(60, new ManualClock())
  for (let host = 0; host < 60; host += 1) limit.takeUnknown(`2001:db8:1:1::${host}`)
  expect(captured(() => limit.takeUnknown('2001:db8:1:1:ffff::1'))).toMatchObject({ code: 'rate-limited' })
  expect(() => limit.takeUnknown('2001:db8:1:2::1')).not.toThrow()
})

test('lets guesses from however many addresses ask no more than ten would', () => {
  const limit = new RateLimit(60, new ManualClock())
  const from = (address: number) => captured(() => limit.takeUnknown(`198.51.100.${address}`))
  const refused = Array.from({ length: 250 }, (_, address) => [from(address), from(address), from(address)]).flat()
  expect(refused.filter((each) => each === null)).toHaveLength(600)
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
