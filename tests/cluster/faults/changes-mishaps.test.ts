import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CarryOut } from '@/lib/contract/changes'
import { encodeRecord } from '@/lib/domain/change/change-record'
import { poll } from '../../control-plane/poll.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import { changeEntry } from '../../lib/domain/change/change-entries.ts'
import { failureOf } from '../change-replica.ts'
import { after, before, faultStage } from './fault-stage.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-mishaps'
const { line, replica, kubectl, admin, carryOut, order } = faultStage(controlPlane, namespace)

const targetOf = (name: string) =>
  kubectl('get', 'service', '-n', namespace, name, '-o', 'jsonpath={.spec.externalName}')

const stateOf = async ({ request, changeId }: CarryOut) => (await replica().engine.get(request.service, changeId)).state

test('a write whose answer is lost is found on the Service and never sent twice', async () => {
  const { name, body } = await order()
  line().mishaps.push({ kind: 'lose-answer' })
  const { change } = await carryOut(body)
  expect(change.state).toBe('applied')
  expect(change.steps.at(-1)?.note).toBe('No answer came, but the Service carries the change.')
  expect(line().patches).toBe(1)
  expect(await targetOf(name)).toBe(after)
})

test('a write that never arrived is 503, recorded as not applied, and never sent by itself', async () => {
  const { name, body } = await order()
  line().mishaps.push({ kind: 'lose-request' })
  expect(await failureOf(carryOut(body))).toMatchObject({ code: 'unavailable' })
  expect(line().patches).toBe(1)
  expect(await targetOf(name)).toBe(before)
  expect(await stateOf(body)).toBe('not-applied')
  const again = await carryOut(body)
  expect([again.created, again.change.state]).toEqual([false, 'not-applied'])
  const undo = { kind: 'undo', service: body.request.service, changeId: body.changeId } as const
  expect(await failureOf(replica().engine.plan(undo, admin()))).toMatchObject({
    code: 'unprocessable',
    reason: 'change-not-applied',
  })
})

test('a write that meets an unrelated one is sent again with the new resourceVersion', async () => {
  const { name, body } = await order()
  for (const tier of ['one', 'two', 'three']) {
    const run = async () =>
      void (await kubectl('label', 'service', '-n', namespace, name, '--overwrite', `tier=${tier}`))
    line().mishaps.push({ kind: 'before', run })
  }
  expect((await carryOut(body)).created).toBe(true)
  expect(line().patches).toBe(4)
  expect(await kubectl('get', 'service', '-n', namespace, name, '-o', 'jsonpath={.metadata.labels.tier}')).toBe('three')
  expect(await targetOf(name)).toBe(after)
})

test('a write that meets another change gives way, and says what is there now', async () => {
  const { name, body } = await order()
  const patch = JSON.stringify({ spec: { externalName: 'rival.example.org' } })
  const run = async () => void (await kubectl('patch', 'service', '-n', namespace, name, '--type=merge', '-p', patch))
  line().mishaps.push({ kind: 'before', run })
  const error = await failureOf(carryOut(body))
  expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
  expect(error.extra).toMatchObject({
    seen: { target: before },
    now: { target: 'rival.example.org' },
    wanted: { target: after },
  })
  expect(await stateOf(body)).toBe('conflict')
  expect(await targetOf(name)).toBe('rival.example.org')
})

test('a write that meets a deletion says that the Service is gone', async () => {
  const { name, body } = await order()
  line().mishaps.push({
    kind: 'before',
    run: async () => void (await kubectl('delete', 'service', '-n', namespace, name)),
  })
  expect((await failureOf(carryOut(body))).extra).toMatchObject({ seen: { target: before }, now: null })
})

/** A record with the intent of a console that is no more, this old. */
async function abandon(name: string, ageMs: number): Promise<string> {
  const at = new Date(Date.now() - ageMs).toISOString()
  const entry = changeEntry(1, { state: 'applying', at })
  const data = encodeRecord({ entries: [entry], migrations: [], unreadable: {} })
  const metadata = { name: `signpost-history.${namespace}.${name}`, namespace }
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data })
  const { code, stderr } = await controlPlane.kubectl(['create', '-f', '-'], { stdin })
  if (code !== 0) throw new Error(stderr)
  return entry.id
}

test('an intent whose console died is settled by what the Service carries, and is in nobody’s way', async () => {
  const { name, body } = await order()
  const lost = await abandon(name, 16_000)
  expect((await carryOut(body)).created).toBe(true)
  const items = await replica().engine.list(body.request.service)
  expect(items.find(({ id }) => id === lost)).toMatchObject({ state: 'not-applied' })
})

test('an intent of another console that still may be applied makes the plan wait, then is a conflict', async () => {
  const { name, body } = await order()
  await abandon(name, 0)
  expect(await failureOf(carryOut(body))).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
  expect(await targetOf(name)).toBe(before)
  expect(line().patches).toBe(0)
})

test('a record that others broke is kept as it is, and changes go on', async () => {
  const { name, body } = await order()
  const record = `signpost-history.${namespace}.${name}`
  await kubectl('create', 'configmap', record, '-n', namespace, '--from-literal', `${randomUUID()}={"broken`)
  expect((await carryOut(body)).created).toBe(true)
  const data = async () => JSON.parse(await kubectl('get', 'configmap', '-n', namespace, record, '-o', 'json')).data
  await poll(async () => (await stateOf(body)) === 'completed', { what: 'the change is proved', timeoutMs: 30_000 })
  expect(Object.values(await data())).toContain('{"broken')
})
