import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CarryOut } from '@/lib/contract/changes'
import { readChangeFiles } from '../../changes/change-files.ts'
import { poll } from '../../control-plane/poll.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import {
  isRecordWrite,
  isServiceWrite,
  kubeconfigFor,
  type LossyApiServer,
  type PassingRequest,
  passes,
  startLossyApiServer,
} from '../../plane/lossy-api-server.ts'
import { type ChangeReplica, carryingOut, failureOf, startReplica } from '../change-replica.ts'

// The process of the API server is killed, not only the line to it: what it had not stored is gone, and it comes back with what it had.
const controlPlane = providedControlPlane()
const namespace = 'changes-dead-server'
const before = 'api-v1.backend.com'
const after = 'api-v2.backend.com'

let line: LossyApiServer
let replica: ChangeReplica
let folder: string
let counter = 0
let isDead = false

beforeAll(async () => {
  await kubectl('create', 'namespace', namespace)
  line = await startLossyApiServer(controlPlane)
  folder = await mkdtemp(join(tmpdir(), 'signpost-dead-'))
  await writeFile(join(folder, 'config'), kubeconfigFor(line.url, controlPlane.token('admin')))
  replica = await startReplica(controlPlane, { kubeconfig: join(folder, 'config') })
})
afterEach(async () => {
  line.decide = null
  if (isDead) await revive()
})
afterAll(async () => {
  await replica?.close()
  await line?.close()
  await rm(folder, { recursive: true, force: true })
  await kubectl('delete', 'namespace', namespace, '--wait=false')
})

async function kubectl(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await controlPlane.kubectl(args)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

async function revive(): Promise<void> {
  await controlPlane.restartApiServer()
  isDead = false
}

async function kill(): Promise<void> {
  isDead = true
  await controlPlane.killApiServer()
}

const admin = () => replica.viewer('admin')
const files = (name: string) => readChangeFiles(admin().client(replica.cluster), namespace, name)
const carryOut = (body: CarryOut) => replica.engine.carryOut(body, admin())
const ref = (name: string) => ({ cluster: replica.cluster, namespace, name })

/** A new alias and the order to move it, planned while the server lives. */
async function order(): Promise<{ name: string; body: CarryOut }> {
  counter += 1
  const name = `alias-${counter}`
  await kubectl('create', 'service', 'externalname', name, '-n', namespace, '--external-name', before)
  await poll(async () => replica.alias(namespace, name) !== null, { what: 'the watch shows it', timeoutMs: 20_000 })
  line.patches = 0
  return {
    name,
    body: carryingOut(await replica.engine.plan({ kind: 'retarget', service: ref(name), target: after }, admin())),
  }
}

/** Kills the API server at the first such request: before it arrives, or once it was answered, with the answer lost. */
function killAt(
  isFatal: (request: PassingRequest) => boolean,
  when: 'before' | 'afterwards',
): { died(): Promise<void> } {
  const dead = Promise.withResolvers<void>()
  let isHit = false
  line.decide = async (request) => {
    if (isHit || !isFatal(request)) return passes
    isHit = true
    const dying = () => kill().then(dead.resolve, dead.reject)
    if (when === 'afterwards') return { forward: true, answer: false, afterwards: () => void dying() }
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
  expect(replica.refused.at(-1)).toMatchObject({ id: body.changeId, refusal: { cause: 'unavailable' } })
  await revive()
  expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  expect(line.patches).toBe(0)
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
  expect([(await files(name)).target, line.patches]).toEqual([before, 1])
  expect(await carryOut(body)).toMatchObject({ created: false, change: { state: 'not-applied' } })
  const again = carryingOut(await replica.engine.plan(body.request, admin()))
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
  expect([proved.id, line.patches]).toEqual([body.changeId, 1])
  expect(await files(name)).toMatchObject({ target: after, carried: { id: body.changeId } })
  const undo = carryingOut(
    await replica.engine.plan({ kind: 'undo', service: ref(name), changeId: body.changeId }, admin()),
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
