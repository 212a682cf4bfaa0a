import { expect, test } from 'vitest'
import { DueTimes } from '@/lib/server/monitor/due-times'
import { ManualClock } from './manual-clock'

function make() {
  const clock = new ManualClock()
  const told: string[][] = []
  return { clock, told, due: new DueTimes(clock, (keys) => told.push(keys)) }
}

test('tells each key once, within a second after its time', () => {
  const { clock, told, due } = make()
  due.set('a', clock.now() + 5000)
  clock.advance(4999)
  expect(told).toEqual([])
  clock.advance(1001)
  expect(told).toEqual([['a']])
  clock.advance(60_000)
  expect(told).toHaveLength(1)
})

test('a key has one time: the last one set, or a sooner one', () => {
  const { clock, told, due } = make()
  due.set('a', clock.now() + 5000)
  due.set('a', clock.now() + 20_000)
  due.hasten('a', clock.now() + 60_000)
  clock.advance(10_000)
  expect(told).toEqual([])
  due.hasten('a', clock.now() + 2000)
  clock.advance(3000)
  expect(told).toEqual([['a']])
})

test('a time that has passed is due at once, and a deleted key never', () => {
  const { clock, told, due } = make()
  due.set('late', clock.now() - 5000)
  due.set('gone', clock.now())
  due.delete('gone')
  clock.advance(2000)
  expect(told).toEqual([['late']])
})

test('a key set while others are told is told later', () => {
  const clock = new ManualClock()
  let times = 0
  const due = new DueTimes(clock, ([key]) => {
    times += 1
    if (key !== undefined) due.set(key, clock.now() + 10_000)
  })
  due.set('a', clock.now())
  clock.advance(35_000)
  expect(times).toBe(4)
})
