import { expect, it } from 'vitest'
import { ServiceLock } from '@/lib/server/change/service-lock'

it('runs work on one Service in order and on others at once, and goes on after a failure', async () => {
  const lock = new ServiceLock()
  const story: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = lock.run('a', async () => {
    await gate.promise
    story.push('a1')
    throw new Error('broken')
  })
  const second = lock.run('a', async () => story.push('a2'))
  await lock.run('b', async () => story.push('b1'))
  gate.resolve()
  await expect(first).rejects.toThrow('broken')
  await second
  expect(story).toEqual(['b1', 'a1', 'a2'])
})

it('refuses to queue more than 32 on one Service', async () => {
  const lock = new ServiceLock()
  const gate = Promise.withResolvers<void>()
  const waiting = Array.from({ length: 32 }, () => lock.run('a', () => gate.promise))
  await expect(lock.run('a', () => gate.promise)).rejects.toMatchObject({ code: 'rate-limited' })
  gate.resolve()
  await Promise.all(waiting)
  await expect(lock.run('a', async () => 1)).resolves.toBe(1)
})
