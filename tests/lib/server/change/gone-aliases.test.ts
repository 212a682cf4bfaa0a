import { expect, test } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { AppError } from '@/lib/domain/app-error'
import { GoneAliases, type GoneFate } from '@/lib/server/change/gone-aliases'
import { poll } from '../../../control-plane/poll.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'
import { sampleAlias } from '../inventory/sample-alias.ts'

const previous = sampleAlias({ uid: 'uid-1' })

function looking(read: () => Promise<Alias | null>) {
  const fates: GoneFate[] = []
  const clock = new ManualClock()
  const gone = new GoneAliases({ clock, read, isOurs: async () => false, onFate: (_, fate) => fates.push(fate) })
  const done = () => poll(async () => fates.length > 0, { what: 'it is known', timeoutMs: 2_000, everyMs: 2 })
  return { fates, clock, gone, done }
}

test('a name without a Service, or with another one, says that the Service was deleted', async () => {
  for (const now of [null, sampleAlias({ uid: 'uid-2' })]) {
    const { gone, fates, done } = looking(async () => now)
    gone.see(previous)
    await done()
    expect(fates).toEqual(['deleted'])
  }
})

test('the same Service says what it is now', async () => {
  const now = sampleAlias({ uid: 'uid-1', type: 'ClusterIP' })
  const { gone, fates, done } = looking(async () => now)
  gone.see(previous)
  await done()
  expect(fates).toEqual([now])
})

test('a server that is away is asked three times, one that forbids once, and neither is taken for an answer', async () => {
  let asked = 0
  const away = looking(async () => {
    asked += 1
    throw new AppError('unavailable', 'away')
  })
  away.gone.see(previous)
  for (const tries of [1, 2]) {
    await poll(async () => asked === tries && away.clock.waiting() > 0, {
      what: 'it waits',
      timeoutMs: 2_000,
      everyMs: 2,
    })
    away.clock.advance(2_000)
  }
  await away.done()
  expect([asked, away.fates]).toEqual([3, ['unknown']])
  const forbidden = looking(async () => {
    throw new AppError('forbidden', 'no')
  })
  forbidden.gone.see(previous)
  await forbidden.done()
  expect(forbidden.fates).toEqual(['unknown'])
})

test('what is closed tells nothing any more', async () => {
  const reading = Promise.withResolvers<null>()
  const { gone, fates } = looking(() => reading.promise)
  gone.see(previous)
  const closing = gone.close()
  reading.resolve(null)
  await closing
  gone.see(previous)
  expect(fates).toEqual([])
})
