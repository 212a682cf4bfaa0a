import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { endpointOf } from '@/lib/domain/change/endpoint'
import { type Colour, otherColour } from '@/lib/domain/group/colour'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readService } from '@/lib/kubernetes/services'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type ChangeReplica, carryingOut, startReplica } from './change-replica.ts'
import { kubectlOf } from './kubectl-of.ts'

const controlPlane = providedControlPlane()
const kubectl = kubectlOf(controlPlane)
const namespace = 'changes-race'
const rounds = 200
const roundsWithKubectl = 10
const hosts: Record<Colour, string> = { blue: 'api-v1.backend.com', green: 'api-v2.backend.com' }
const thirdHost = 'third.example.org'
const path = `/api/v1/namespaces/${namespace}/services`

let replicas: [ChangeReplica, ChangeReplica]
let client: KubeClient

beforeAll(async () => {
  await kubectl('create', 'namespace', namespace)
  replicas = [await startReplica(controlPlane), await startReplica(controlPlane)]
  client = replicas[0].viewer('admin').client(replicas[0].cluster)
  for (const [name, host] of [
    ['api', hosts.blue],
    ['api-blue', hosts.blue],
    ['api-green', hosts.green],
  ]) {
    const spec = { type: 'ExternalName', externalName: host }
    await client.request({
      method: 'POST',
      path,
      body: { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec },
    })
  }
})
afterAll(async () => {
  await Promise.all(replicas?.map((replica) => replica.close()) ?? [])
  await kubectl('delete', 'namespace', namespace, '--wait=false')
})

async function read(): Promise<ServiceObject> {
  const service = await readService(client, namespace, 'api')
  if (!service) throw new Error('the Service is gone')
  return service
}

/** A rival like `kubectl replace`: it writes the object it read, some requests later, and loses to whoever wrote in between. */
async function replace(service: ServiceObject, round: number): Promise<'won' | 'lost'> {
  const wanted = { ...service, spec: { ...service.spec, externalName: thirdHost } }
  if (round < roundsWithKubectl) {
    const { code, stderr } = await controlPlane.kubectl(['replace', '-f', '-'], { stdin: JSON.stringify(wanted) })
    if (code !== 0) expect(stderr).toContain('the object has been modified')
    return code === 0 ? 'won' : 'lost'
  }
  for (let request = 0; request < (round % 12) * 2; request += 1) await read()
  try {
    await client.request({ method: 'PUT', path: `${path}/api`, body: wanted })
    return 'won'
  } catch (error) {
    expect(error).toMatchObject({ code: 'conflict' })
    return 'lost'
  }
}

/** A browser's click: undefined when it won, else what the loser was told. */
async function click(replica: ChangeReplica, plan: Plan): Promise<AppError | undefined> {
  try {
    const { created } = await replica.engine.carryOut(carryingOut(plan), replica.viewer('admin'))
    expect(created).toBe(true)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

test('of two browsers and kubectl replace exactly one wins each of 200 rounds, and losers are told what is there now', {
  timeout: 400_000,
}, async () => {
  const [one, two] = replicas
  const wins = { one: 0, two: 0, kubectl: 0 }
  const ref = { cluster: one.cluster, namespace, name: 'api' }
  for (let round = 0; round < rounds; round += 1) {
    const before = await read()
    const live: Colour = endpointOf(before).target === hosts.green ? 'green' : 'blue'
    const request = { kind: 'switch', service: ref, to: otherColour(live) } as const
    const [planOne, planTwo] = await Promise.all([
      one.engine.plan(request, one.viewer('admin')),
      two.engine.plan(request, two.viewer('admin')),
    ])
    expect(planOne.hash).toBe(planTwo.hash)
    const [first, second, third] = await Promise.all([click(one, planOne), click(two, planTwo), replace(before, round)])

    const after = endpointOf(await read())
    const won = [first === undefined, second === undefined, third === 'won']
    expect(won.filter(Boolean), `winners of round ${round}`).toHaveLength(1)
    expect(after.target).toBe(third === 'won' ? thirdHost : hosts[otherColour(live)])
    for (const error of [first, second]) {
      if (!error) continue
      expect(error, `what a loser of round ${round} was told: ${error.message}`).toMatchObject({
        code: 'conflict',
        reason: 'plan-stale',
      })
      expect(error.extra).toEqual({
        seen: { type: 'ExternalName', target: hosts[live] },
        now: { type: 'ExternalName', target: after.target },
        wanted: { type: 'ExternalName', target: hosts[otherColour(live)] },
      })
    }
    if (third === 'won') {
      wins.kubectl += 1
      const reset = { spec: { externalName: hosts.blue } }
      await client.request({
        method: 'PATCH',
        path: `${path}/api`,
        contentType: 'application/merge-patch+json',
        body: reset,
      })
    } else wins[first === undefined ? 'one' : 'two'] += 1
  }
  const items = await one.engine.list(ref)
  expect(items.length).toBeLessThanOrEqual(20)
  expect(items.filter(({ state }) => state === 'applying')).toEqual([])
  expect(Math.min(...Object.values(wins)), JSON.stringify(wins)).toBeGreaterThan(0)
})
