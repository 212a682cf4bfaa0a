import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { addressStage } from './address-stage.ts'
import { after, before, lineStage } from './line-stage.ts'

const namespace = 'changes-making'
const stage = lineStage(namespace)
const { replica, admin, ref, settled, files, plannedMove } = stage
const { carryOut, undo, service } = addressStage(stage, namespace)

const freshName = () => `made-${randomUUID().slice(0, 8)}`

function creation(name: string, members: { spec?: object; metadata?: object } = {}): ChangeRequest {
  const manifest = {
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: { name, namespace, labels: { team: 'shop' }, annotations: { owner: 'payments' }, ...members.metadata },
    spec: { type: 'ExternalName', externalName: before, ports: [{ name: 'https', port: 443 }], ...members.spec },
  }
  return { kind: 'create', service: ref(name), manifest }
}

const ended = (name: string, id: string): Promise<ChangeView> =>
  settled(name, id, 'completed', 'inconclusive', 'failed')
const states = (plan: { prechecks: { code: string; state: string }[] }) =>
  new Map(plan.prechecks.map(({ code, state }) => [code, state]))

describe('an alias that is made', () => {
  test('is planned with the server’s dry run, made with the proof in it, seen in the cluster’s DNS, and gone after its undo', async () => {
    const name = freshName()
    const plan = await replica().engine.plan(creation(name), admin())
    expect(plan).toMatchObject({ from: { type: 'absent', target: null }, to: { type: 'ExternalName', target: before } })
    expect(plan.writes.map(({ verb, ref: { kind } }) => [verb, kind])).toEqual([['create', 'Service']])
    expect(plan.writes[0]?.diff).toContainEqual({ path: 'spec.externalName', before: null, after: before })
    expect(states(plan).get('dry-run')).toBe('pass')
    expect(states(plan).get('dry-run-outcome')).toBeUndefined()
    expect((await files(name)).target).toBeNull()

    const { change, created } = await replica().engine.carryOut(carryingOut(plan), admin())
    expect(created).toBe(true)
    expect(await service(name)).toMatchObject({
      metadata: { labels: { team: 'shop' }, annotations: { owner: 'payments' } },
      spec: { type: 'ExternalName', externalName: before },
    })
    expect((await files(name)).carried?.id).toBe(change.id)
    expect((await ended(name, change.id)).state).toBe('completed')

    const back = await carryOut(undo(name, change.id))
    expect(back).toMatchObject({ from: { target: before }, to: { type: 'absent' } })
    expect((await ended(name, back.id)).state).toBe('completed')
    expect((await files(name)).target).toBeNull()
    expect((await replica().engine.get(ref(name), change.id)).state).toBe('undone')

    await carryOut(undo(name, back.id))
    expect((await files(name)).target).toBe(before)
  })

  test('is refused before anything is written where a Service of its name is there', async () => {
    const { name } = await plannedMove()
    expect(await failureOf(replica().engine.plan(creation(name), admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'not-computable',
    })
  })

  test('is stale where another one made it between plan and order, and theirs stays', async () => {
    const name = freshName()
    const body = carryingOut(await replica().engine.plan(creation(name), admin()))
    await carryOut(creation(name, { spec: { externalName: after } }))
    expect(await failureOf(replica().engine.carryOut(body, admin()))).toMatchObject({ code: 'conflict' })
    expect((await files(name)).target).toBe(after)
  })

  test.each([
    ['another kind', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, spec: {} }, 'manifest.kind'],
    ['another type', { spec: { type: 'ClusterIP' } }, 'manifest.spec.type'],
    ['a target that the API server refuses', { spec: { externalName: 'a_b.example' } }, 'manifest.spec.externalName'],
    ['another name', { metadata: { name: 'other' } }, 'manifest.metadata.name'],
    [
      'a proof of its own',
      { metadata: { annotations: { 'signpost/last-change': '{}' } } },
      'manifest.metadata.annotations[signpost/last-change]',
    ],
  ])('names the field of %s', async (_, members, field) => {
    const name = freshName()
    const base = creation(name, members)
    const request = 'kind' in members ? { ...base, manifest: members } : base
    const failure = await failureOf(replica().engine.plan(request as ChangeRequest, admin()))
    expect(failure.code).toBe('unprocessable')
    expect(failure.causes.map((cause) => cause.field)).toContain(field)
  })

  test('needs the right to create, which is named', async () => {
    const failure = await failureOf(replica().engine.plan(creation(freshName()), replica().viewer('viewer')))
    expect(failure).toMatchObject({ code: 'forbidden', extra: { verb: 'create', resource: 'services', namespace } })
  })
})

describe('an alias that is deleted', () => {
  test('is gone from cluster and DNS, and its undo makes it anew with everything that it carried', async () => {
    const name = freshName()
    const annotations = { owner: 'payments', 'example.com/note': 'kept: "as it was"' }
    const made = await carryOut(creation(name, { metadata: { annotations } }))
    await ended(name, made.id)
    const old = await service(name)
    const plan = await replica().engine.plan({ kind: 'delete', service: ref(name) }, admin())
    expect(plan.writes.map(({ verb }) => verb)).toEqual(['delete'])
    expect(states(plan).get('undo-computable')).toBe('pass')
    expect(plan.cannotComeBack.join(' ')).toContain('another uid')
    const change = (await replica().engine.carryOut(carryingOut(plan), admin())).change
    expect(change).toMatchObject({ from: { target: before }, to: { type: 'absent', target: null } })
    expect((await files(name)).target).toBeNull()
    expect((await ended(name, change.id)).state).toBe('completed')

    await carryOut(undo(name, change.id))
    const again = await service(name)
    expect(again).toMatchObject({ metadata: { labels: { team: 'shop' }, annotations }, spec: { externalName: before } })
    expect(Reflect.get(again.metadata ?? {}, 'uid')).not.toBe(Reflect.get(old.metadata ?? {}, 'uid'))
    expect((await replica().engine.get(ref(name), change.id)).state).toBe('undone')
  })

  test('that is written between plan and order stays, and the order is stale', async () => {
    const { name } = await plannedMove()
    const body = carryingOut(await replica().engine.plan({ kind: 'delete', service: ref(name) }, admin()))
    await carryOut({ kind: 'retarget', service: ref(name), target: after })
    expect(await failureOf(replica().engine.carryOut(body, admin()))).toMatchObject({
      code: 'conflict',
      reason: 'plan-stale',
    })
    expect((await files(name)).target).toBe(after)
  })

  test('is held back while another alias leads to it', async () => {
    const name = freshName()
    await carryOut(creation(name))
    const pointing = freshName()
    await carryOut(creation(pointing, { spec: { externalName: `${name}.${namespace}.svc.cluster.local` } }))
    await poll(async () => replica().alias(namespace, pointing) !== null, {
      what: 'the watch shows it',
      timeoutMs: 5_000,
    })
    const plan = await replica().engine.plan({ kind: 'delete', service: ref(name) }, admin())
    const found = plan.prechecks.find(({ code }) => code === 'nothing-leads-here')
    expect(found).toMatchObject({ state: 'block', evidence: `${pointing} in ${namespace}` })
  })

  test('needs the right to delete, which is named', async () => {
    const { name } = await plannedMove()
    const failure = await failureOf(
      replica().engine.plan({ kind: 'delete', service: ref(name) }, replica().viewer('viewer')),
    )
    expect(failure).toMatchObject({ code: 'forbidden', extra: { verb: 'delete', resource: 'services', namespace } })
  })
})

describe('an edit', () => {
  test('writes target, ports, labels and annotations in one patch, removes what is null, and its undo brings all of it back', async () => {
    const name = freshName()
    const made = await carryOut(creation(name))
    await ended(name, made.id)
    const edit = await carryOut({
      ...{ kind: 'edit', service: ref(name), target: after, ports: [{ name: 'alt', port: 8443 }] },
      labels: { team: null, tier: 'gold' },
      annotations: { owner: 'orders' },
    })
    expect(await service(name)).toMatchObject({
      metadata: { labels: { tier: 'gold' }, annotations: { owner: 'orders' } },
      spec: { externalName: after, ports: [{ name: 'alt', port: 8443 }] },
    })
    expect(edit).toMatchObject({
      from: { labels: { team: 'shop', tier: null }, annotations: { owner: 'payments' } },
      to: { labels: { team: null, tier: 'gold' } },
    })
    expect((await ended(name, edit.id)).state).toBe('completed')
    const back = await carryOut(undo(name, edit.id))
    expect((await ended(name, back.id)).state).toBe('completed')
    const restored = await service(name)
    expect(restored).toMatchObject({
      metadata: { labels: { team: 'shop' }, annotations: { owner: 'payments' } },
      spec: { externalName: before, ports: [{ name: 'https', port: 443 }] },
    })
    expect(Reflect.get(restored.metadata ?? {}, 'labels')).toEqual({ team: 'shop' })
  })

  test('of annotations alone asks nothing of DNS, is proved by the watch, and is void once somebody wrote the same key', async () => {
    const { name } = await plannedMove()
    const request: ChangeRequest = { kind: 'annotate', service: ref(name), annotations: { 'a8r.io/owner': 'orders' } }
    const plan = await replica().engine.plan(request, admin())
    expect([...states(plan).keys()].filter((code) => code.startsWith('target-'))).toEqual([])
    const body = carryingOut(plan)
    await carryOut({ ...request, annotations: { 'a8r.io/owner': 'somebody' } })
    expect(await failureOf(replica().engine.carryOut(body, admin()))).toMatchObject({ code: 'conflict' })
    const change = await carryOut(request)
    const done = await ended(name, change.id)
    expect(done.state).toBe('completed')
    expect(done.answers).toEqual([])
    await carryOut(undo(name, change.id))
    expect(await service(name)).toMatchObject({ metadata: { annotations: { 'a8r.io/owner': 'somebody' } } })
  })

  test('of what proves a change is refused', async () => {
    const { name } = await plannedMove()
    const request: ChangeRequest = {
      kind: 'annotate',
      service: ref(name),
      annotations: { 'signpost/last-change': null },
    }
    expect(await failureOf(replica().engine.plan(request, admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'invalid-edit',
    })
  })
})
