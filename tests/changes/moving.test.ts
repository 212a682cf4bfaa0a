import { describe, expect, test } from 'vitest'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import { failureOf } from '../cluster/change-replica.ts'
import { addressStage } from './address-stage.ts'
import { after, before, lineStage } from './line-stage.ts'
import { workloadStage } from './workload-stage.ts'

const namespace = 'changes-moving'
const stage = lineStage(namespace)
const { replica, admin, ref, settled, plannedMove, files } = stage
const { client, carryOut, undo, service, slices } = addressStage(stage, namespace)
const { newWorkload } = workloadStage(stage, namespace)

const ports = [{ name: 'pg', port: 5432, targetPort: 'pg' }]

const inward = (name: string, app: string): ChangeRequest => ({
  ...{ kind: 'to-cluster-ip', service: ref(name), selector: { app }, ports },
})
const ended = (name: string, id: string): Promise<ChangeView> =>
  settled(name, id, 'completed', 'inconclusive', 'failed')
const notes = ({ steps }: ChangeView) => steps.map(({ note }) => note).join(' ')
const readyOf = async (name: string) =>
  (await readServiceSlices(client(), { namespace, service: name, names: [] })).flatMap(({ ready }) => ready)

describe('an alias that moves into the cluster', () => {
  test('gets a cluster IP and its pods in one patch, is proved by DNS and endpoints, and its undo leaves nothing of it', async () => {
    const app = await newWorkload({ replicas: 2 })
    const { name } = await plannedMove()
    const plan = await replica().engine.plan(inward(name, app), admin())
    expect(plan.writes.map(({ verb, ref: { kind } }) => [verb, kind])).toEqual([['patch', 'Service']])
    expect(plan.writes[0]?.body).toMatchObject({
      metadata: { labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', externalName: null, selector: { app } },
    })
    expect(plan.to).toMatchObject({ type: 'ClusterIP', target: null, selector: { app } })
    const change = await carryOut(inward(name, app))
    const done = await ended(name, change.id)
    const moved = await service(name)
    expect(moved).toMatchObject({ spec: { type: 'ClusterIP', selector: { app } } })
    expect(JSON.stringify(moved.spec)).not.toContain('externalName')
    const ip: unknown = Reflect.get(moved.spec ?? {}, 'clusterIP')
    expect(done).toMatchObject({ state: 'completed' })
    expect(notes(done)).toContain(String(ip))
    expect(notes(done)).toContain('2 endpoints are ready')

    const back = await replica().engine.plan(undo(name, change.id), admin())
    expect(back.cannotComeBack.join(' ')).toContain(String(ip))
    const undone = await carryOut(undo(name, change.id))
    expect((await ended(name, undone.id)).state).toBe('completed')
    const restored = await service(name)
    expect(restored).toMatchObject({ spec: { type: 'ExternalName', externalName: before } })
    expect(JSON.stringify(restored)).not.toMatch(/clusterIP|"selector"|signpost\/tracked/)
    expect(await slices(name)).toEqual([])
  })

  test('headless has the addresses of its ready pods, and comes back', async () => {
    const app = await newWorkload({ replicas: 3 })
    const { name } = await plannedMove()
    const request: ChangeRequest = { kind: 'to-headless', service: ref(name), selector: { app }, ports }
    const change = await carryOut(request)
    const done = await ended(name, change.id)
    expect(done).toMatchObject({ state: 'completed', to: { type: 'ClusterIP', isHeadless: true, selector: { app } } })
    expect(await readyOf(name)).toHaveLength(3)
    for (const address of await readyOf(name)) expect(notes(done)).toContain(address)
    await carryOut(undo(name, change.id))
    expect((await files(name)).target).toBe(before)
    expect(await slices(name)).toEqual([])
  })

  test('whose pods go before it is proved fails, is never taken back by itself, and is undone by hand', async () => {
    const { name } = await plannedMove()
    const change = await carryOut(inward(name, 'nobody'))
    const done = await ended(name, change.id)
    expect(done.state).not.toBe('completed')
    expect(await service(name)).toMatchObject({ spec: { type: 'ClusterIP' } })
    await carryOut(undo(name, change.id))
    expect((await files(name)).target).toBe(before)
  })
})

describe('a Service that moves out of the cluster', () => {
  test('becomes an alias and loses the slices of the controllers; its undo brings selector, ports and pods back', async () => {
    const app = await newWorkload({ replicas: 2 })
    const { name } = await plannedMove()
    await ended(name, (await carryOut(inward(name, app))).id)
    const out = await carryOut({ kind: 'to-external-name', service: ref(name), target: before })
    expect(out).toMatchObject({ from: { type: 'ClusterIP', selector: { app } }, to: { target: before } })
    expect((await ended(name, out.id)).state).toBe('completed')
    expect(await slices(name)).toEqual([])
    const undone = await carryOut(undo(name, out.id))
    const done = await ended(name, undone.id)
    expect(done.state).toBe('completed')
    expect(notes(done)).toContain('2 endpoints are ready')
    expect(await service(name)).toMatchObject({
      metadata: { labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', selector: { app }, ports: [{ name: 'pg', port: 5432, targetPort: 'pg' }] },
    })
  })

  test('that is an alias already is refused, and so is one that is none where an alias is needed', async () => {
    const { name } = await plannedMove()
    const out: ChangeRequest = { kind: 'to-external-name', service: ref(name), target: before }
    expect(await failureOf(replica().engine.plan(out, admin()))).toMatchObject({ reason: 'not-computable' })
    const app = await newWorkload({ replicas: 1 })
    await carryOut(inward(name, app))
    expect(await failureOf(replica().engine.plan(inward(name, app), admin()))).toMatchObject({
      reason: 'not-computable',
    })
  })
})

// test/e2e/network/service.go and dns.go of Kubernetes, gone through with these changes.
describe('what Kubernetes tests of a Service that changes its type', () => {
  test('a NodePort that becomes an ExternalName has neither cluster IP nor node port, and its undo gets both again', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = `node-port-${app}`
    const metadata = { name, namespace, annotations: { owner: 'payments' }, labels: { 'signpost/tracked': 'true' } }
    const spec = { type: 'NodePort', selector: { app }, ports: [{ port: 5432, targetPort: 'pg' }] }
    await client().request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/services`,
      body: { apiVersion: 'v1', kind: 'Service', metadata, spec },
    })
    const request: ChangeRequest = { kind: 'to-external-name', service: ref(name), target: before }
    const plan = await replica().engine.plan(request, admin())
    expect(plan.cannotComeBack.join(' ')).toMatch(/cluster IP .* node ports /)
    const change = await carryOut(request)
    expect((await ended(name, change.id)).state).toBe('completed')
    const alias = await service(name)
    expect(alias).toMatchObject({ spec: { type: 'ExternalName', externalName: before } })
    expect(JSON.stringify(alias.spec)).not.toMatch(/clusterIP|nodePort/)
    await carryOut(undo(name, change.id))
    expect(await service(name)).toMatchObject({
      spec: { type: 'NodePort', clusterIP: expect.any(String), ports: [{ nodePort: expect.any(Number) }] },
    })
  })

  test('an ExternalName answers one CNAME, another one after an update, and its cluster IP once it has one', async () => {
    const app = await newWorkload({ replicas: 1 })
    const { name } = await plannedMove()
    const moved = await ended(name, (await carryOut({ kind: 'retarget', service: ref(name), target: after })).id)
    expect(moved.answers.every(({ marks }) => /n+$/.test(marks))).toBe(true)
    const inside = await ended(name, (await carryOut(inward(name, app))).id)
    const ip: unknown = Reflect.get((await service(name)).spec ?? {}, 'clusterIP')
    expect(notes(inside)).toContain(`answers ${ip}`)
    expect(JSON.stringify((await service(name)).spec)).not.toContain('externalName')
  })
})
