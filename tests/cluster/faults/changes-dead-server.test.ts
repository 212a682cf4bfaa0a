import { afterEach, expect, test } from 'vitest'
import { readChangeFiles } from '../../changes/change-files.ts'
import { poll } from '../../control-plane/poll.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import { isRecordWrite, isServiceWrite, type PassingRequest, passes } from '../../plane/lossy-api-server.ts'
import { carryingOut, failureOf } from '../change-replica.ts'
import { after, before, faultStage } from './fault-stage.ts'

// The process of the API server is killed, not only the line to it: what it had not stored is gone, and it comes back with what it had.
const controlPlane = providedControlPlane()
const namespace = 'changes-dead-server'
const { line, replica, admin, ref, carryOut, order } = faultStage(controlPlane, namespace)
let isDead = false

afterEach(async () => {
  line().decide = null
  if (isDead) await revive()
})

async function revive(): Promise<void> {
  await controlPlane.restartApiServer()
  isDead = false
}

async function kill(): Promise<void> {
  isDead = true
  await controlPlane.killApiServer()
}

const files = (name: string) => readChangeFiles(admin().client(replica().cluster), namespace, name)

/** Kills the API server at the first such request: before it arrives, or once it was answered, with the answer lost. */
function killAt(
  isFatal: (request: PassingRequest) => boolean,
  when: 'before' | 'afterwards',
): { died(): Promise<void> } {
  const dead = Promise.withResolvers<void>()
  let isHit = false
  line().decide = async (request) => {
    if (isHit || !isFatal(request)) return passes
    isHit = true
    const dying = () => kill().then(dead.resolve, dead.reject)
    if (when === 'afterwards') return { forward: true, answer: false, afterwards: dying }
    await dying()
    return passes
  }
  return { died: () => dead.promise }
}

/** What the cluster says of the change once it has come to one of these, without anybody who asks the console. */
const stored = (name: string, ...states: string[]) =>
  poll(async () => (await files(name)).entries.find(({ state }) => states.includes(state)), {
    what: `the record says ${states}`,
    timeoutMs: 60_000,
  })

test('a server that dies after the dry run, before the intent is recorded, comes back with nothing changed, and the same order is carried out', async () => {
  const { name, body } = await order()
  const fate = killAt(isRecordWrite, 'before')
  expect(await failureOf(carryOut(body))).toMatchObject({ code: 'unavailable', reason: 'record-unavailable' })
  await fate.died()
  expect(replica().refused.at(-1)).toMatchObject({ id: body.changeId, refusal: { cause: 'unavailable' } })
  await revive()
  expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  expect(line().patches).toBe(0)
  expect((await carryOut(body)).created).toBe(true)
  expect((await stored(name, 'completed')).id).toBe(body.changeId)
  expect((await files(name)).target).toBe(after)
}, 180_000)

test('a server that dies between the recorded intent and the write leaves a change in doubt, which ends as not applied and is never written later', async () => {
  const { name, body } = await order()
  const fate = killAt(isServiceWrite, 'before')
  const error = await failureOf(carryOut(body))
  expect(error).toMatchObject({ code: 'unavailable', reason: 'in-doubt' })
  await fate.died()
  await revive()
  const ended = await stored(name, 'not-applied')
  expect(ended.steps.at(-1)?.note).toBeTruthy()
  expect([(await files(name)).target, line().patches]).toEqual([before, 1])
  expect(await carryOut(body)).toMatchObject({ created: false, change: { state: 'not-applied' } })
  const again = carryingOut(await replica().engine.plan(body.request, admin()))
  expect((await carryOut(again)).created).toBe(true)
  expect((await stored(name, 'completed')).id).toBe(again.changeId)
}, 180_000)

test('a server that dies with the write stored and no answer sent comes back with the change, which is proved and can be undone', async () => {
  const { name, body } = await order()
  const fate = killAt(isServiceWrite, 'afterwards')
  expect(await failureOf(carryOut(body))).toMatchObject({ code: 'unavailable', reason: 'in-doubt' })
  await fate.died()
  await revive()
  const proved = await stored(name, 'completed')
  expect([proved.id, line().patches]).toEqual([body.changeId, 1])
  expect(await files(name)).toMatchObject({ target: after, carried: { id: body.changeId } })
  const undo = carryingOut(
    await replica().engine.plan({ kind: 'undo', service: ref(name), changeId: body.changeId }, admin()),
  )
  expect((await carryOut(undo)).created).toBe(true)
  await stored(name, 'undone')
  expect((await files(name)).target).toBe(before)
}, 180_000)

test('a server that dies once the write was answered leaves an applied change, whose proof goes on when it is back', async () => {
  const { name, body } = await order()
  const { change } = await carryOut(body)
  expect(change.state).toBe('applied')
  await kill()
  await revive()
  expect((await stored(name, 'completed')).id).toBe(body.changeId)
  expect((await files(name)).target).toBe(after)
}, 180_000)
