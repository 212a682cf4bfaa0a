import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Proposal } from '@/lib/contract/changes'
import type { MigrationView } from '@/lib/contract/migrations'
import { failureOf } from '../cluster/change-replica.ts'
import { type RevertingController, startArgo } from '../cluster/reverting-controller.ts'
import { poll } from '../control-plane/poll.ts'
import { after, before, lineStage } from './line-stage.ts'
import { at, migrationStage, phaseOf } from './migration-stage.ts'

const namespace = 'changes-migration-git'
const stage = lineStage(namespace)
const { replica, admin, plannedMove, files } = stage
const { start, look, act, vouch, undoAll } = migrationStage(stage)
const running: RevertingController[] = []

afterEach(async () => {
  for (const controller of running.splice(0)) await controller.stop()
})

/** An alias that Argo CD keeps as its repository says, seen so by the watch. */
async function delivered() {
  const { name } = await plannedMove()
  const client = admin().client(replica().cluster)
  const service = { namespace, name, externalName: before, deliveredBy: 'finance-prod' }
  const controller = startArgo({ client, service, afterMs: 300 })
  running.push(controller)
  const isMarked = async () =>
    replica()
      .alias(namespace, name)
      ?.fieldManagers.some(({ manager }) => manager === 'argocd-controller') ?? false
  await poll(isMarked, { what: 'the Service is marked', timeoutMs: 10_000 })
  return { name, controller }
}

/** What the repository says of the mark, written as the tool that delivers it writes. */
async function commitMark(name: string, status: string) {
  await admin()
    .client(replica().cluster)
    .request({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/services/${name}`,
      query: { fieldManager: 'argocd-controller' },
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { 'migration-status': status } } },
    })
}

async function proposing(migration: MigrationView, phase: string): Promise<Proposal> {
  const [request] = phaseOf(migration, phase).requests
  if (request === undefined) throw new Error(`${phase} changes nothing`)
  const { hash } = await replica().engine.plan(request, admin())
  return { request, hash, changeId: randomUUID(), migration: { service: migration.service, id: migration.id, phase } }
}

/** Through the gate, as the route does it. */
async function propose(migration: MigrationView, phase: string) {
  const body = await proposing(migration, phase)
  await replica().migrations.admit(body, admin())
  return (await replica().engine.propose(body, admin())).change
}

const until = (migration: MigrationView, phase: string) =>
  poll(async () => at(await look(migration)) === phase && look(migration), {
    what: `it stands at ${phase}`,
    timeoutMs: 20_000,
  })

describe('a migration of an alias that a repository holds', () => {
  test('goes through Git phase by phase: each counts once it was merged, synced and seen', async () => {
    const { name, controller } = await delivered()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    expect(at(begun)).toBe('mark')
    const mark = await propose(begun, 'mark')
    expect(mark).toMatchObject({ state: 'patch-proposed', migration: { id: begun.id, phase: 'mark' } })

    const waiting = await look(begun)
    expect(at(waiting)).toBe('mark')
    expect(phaseOf(waiting, 'mark')).toMatchObject({
      changes: [{ id: mark.id, state: 'patch-proposed' }],
      gate: [{ code: 'change-proved', state: 'block' }],
      isOpen: false,
    })
    expect(waiting.next).toMatchObject({ kind: 'merge' })
    expect(waiting.undo).toEqual([])

    await commitMark(name, 'source')
    await until(begun, 'data')
    expect(at(await vouch(begun, 'data'))).toBe('switch')

    const moved = await propose(begun, 'switch')
    expect((await files(name)).target).toBe(before)
    await commitMark(name, 'target')
    controller.merge(after)
    const switched = await until(begun, 'close')
    expect((await files(name)).target).toBe(after)
    expect(phaseOf(switched, 'switch').changes).toMatchObject([{ id: moved.id }])
    expect((await files(name)).entries.map(({ migration }) => migration?.phase)).toEqual(['mark', 'switch'])
    expect((await act(begun, { action: 'finish' })).end?.state).toBe('finished')
  })

  test('does not pass a closed gate with a proposal, nor with one that is not its own', async () => {
    const { name } = await delivered()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    expect(await failureOf(propose(begun, 'switch'))).toMatchObject({ reason: 'gate-closed' })
    const body = await proposing(begun, 'mark')
    const foreign = { ...body, request: { kind: 'retarget' as const, service: begun.service, target: after } }
    expect(await failureOf(replica().migrations.admit(foreign, admin()))).toMatchObject({ reason: 'not-of-migration' })
  })

  test('is at the same phase again once a proposal was withdrawn', async () => {
    const { name } = await delivered()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    const { id } = await propose(begun, 'mark')
    const decision = { decision: 'withdraw' as const, reason: 'decided otherwise' }
    await replica().engine.decide(begun.service, id, decision, admin())
    const back = await look(begun)
    expect(phaseOf(back, 'mark').changes).toEqual([null])
    expect(back.next).toMatchObject({ kind: 'change', left: 1 })
    expect(await undoAll(begun)).toMatchObject({ undo: [] })
  })
})
