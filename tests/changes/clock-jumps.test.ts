import { expect, test } from 'vitest'
import type { Clock } from '@/lib/domain/clock'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { after, before, lineStage } from './line-stage.ts'

const hourMs = 3_600_000
let offsetMs = 0
const jumping: Clock = { now: () => Date.now() + offsetMs, after: systemClock.after }
const { line, replica, admin, ref, plannedMove, files, settled, startOther } = lineStage('changes-clock', {
  clock: jumping,
})

const proved = ['soaking', 'completed']

test.each([
  ['forward', hourMs],
  ['backward', -hourMs],
])(
  'a clock that jumps an hour %s between intent and write tells no lie: applied once, proved, and undone afterwards',
  async (_, jumpMs) => {
    offsetMs = 0
    const { name, plan } = await plannedMove()
    line().mishaps.push({
      kind: 'before',
      run: async () => {
        offsetMs = jumpMs
      },
    })
    const body = carryingOut(plan)
    expect((await replica().engine.carryOut(body, admin())).created).toBe(true)
    await settled(name, body.changeId, ...proved)
    const told = replica()
      .published.filter(({ id }) => id === body.changeId)
      .map(({ state }) => state)
    expect(told).not.toContain('not-applied')
    expect(line().patches).toBe(1)

    const undo = { kind: 'undo', service: ref(name), changeId: body.changeId } as const
    const undoing = carryingOut(await replica().engine.plan(undo, admin()))
    await replica().engine.carryOut(undoing, admin())
    await settled(name, undoing.changeId, ...proved)
    const { target, carried, entries } = await files(name)
    expect([target, carried?.id]).toEqual([before, undoing.changeId])
    expect(entries.find(({ id }) => id === body.changeId)?.state).toBe('undone')
  },
)

test('a clock that jumps back after a change neither hides it from an undo nor lets its id be used again', async () => {
  offsetMs = 0
  const { name, plan } = await plannedMove()
  const body = carryingOut(plan)
  await replica().engine.carryOut(body, admin())
  await settled(name, body.changeId, ...proved)
  offsetMs = -hourMs
  const again = await replica().engine.carryOut(body, admin())
  expect([again.created, again.change.id]).toEqual([false, body.changeId])
  const undo = { kind: 'undo', service: ref(name), changeId: body.changeId } as const
  await replica().engine.carryOut(carryingOut(await replica().engine.plan(undo, admin())), admin())
  const { target, entries } = await files(name)
  expect(target).toBe(before)
  expect(entries.find(({ id }) => id === body.changeId)?.state).toBe('undone')
})

test('of two consoles whose clocks are an hour apart exactly one wins, and the record agrees with the Service', async () => {
  offsetMs = hourMs
  const other = await startOther()
  for (let round = 0; round < 10; round += 1) {
    const { name, plan } = await plannedMove()
    const theirs = await other.engine.plan(plan.request, other.viewer('admin'))
    expect(theirs.hash).toBe(plan.hash)
    const bodies = [carryingOut(plan), carryingOut(theirs)] as const
    const [ours, others] = await Promise.allSettled([
      replica().engine.carryOut(bodies[0], admin()),
      other.engine.carryOut(bodies[1], other.viewer('admin')),
    ])
    const winners = [ours, others].filter(({ status }) => status === 'fulfilled')
    expect(winners, `winners of round ${round}`).toHaveLength(1)
    const lost = ours.status === 'rejected' ? ours : others
    if (lost.status === 'rejected')
      expect(await failureOf(Promise.reject(lost.reason))).toMatchObject({ reason: 'plan-stale' })
    const { target, carried, entries } = await files(name)
    const winner = bodies[ours.status === 'fulfilled' ? 0 : 1]
    expect([target, carried?.id]).toEqual([after, winner.changeId])
    expect(entries.find(({ id }) => id === winner.changeId)?.state).not.toBe('not-applied')
  }
})
