import { describe, expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { isServiceWrite, type PassingRequest, passes } from '../plane/lossy-api-server.ts'
import { addresses, addressStage, literal, ports } from './address-stage.ts'
import { lineStage } from './line-stage.ts'

const namespace = 'changes-addresses'
const stage = lineStage(namespace)
const { line, replica, admin, ref, settled, files } = stage
const { newLiteral, toHeadless, carryOut, undo, proved, service, slices, createSlice } = addressStage(stage, namespace)

const isSliceWrite = ({ method, url }: PassingRequest) =>
  method !== 'GET' && url.includes('/endpointslices') && !url.includes('dryRun')
const stateOf = async (name: string, code: string) =>
  (await replica().engine.plan(toHeadless(name), admin())).prechecks.find((precheck) => precheck.code === code)?.state

/** What older guides have people write beside a Service, for a controller to mirror. */
const createEndpoints = (name: string) =>
  admin()
    .client(replica().cluster)
    .request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/endpoints`,
      body: {
        ...{ apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace } },
        subsets: [{ addresses: [{ ip: '192.168.1.100' }], ports: [{ port: 8080 }] }],
      },
    })

/** The writes of a change in the order in which they come by. */
function recordWrites(): string[] {
  const seen: string[] = []
  line().decide = async (request) => {
    if (isSliceWrite(request)) seen.push(`${request.method} slice`)
    if (isServiceWrite(request)) seen.push('PATCH service')
    return passes
  }
  return seen
}

describe('an ExternalName of an address', () => {
  test('is planned as slices and then the Service, each with its body and the diff of its own dry run, and nothing is written', async () => {
    const name = await newLiteral()
    const plan = await replica().engine.plan(toHeadless(name), admin())
    expect(plan.writes.map(({ verb, ref: { kind, name: object } }) => [verb, kind, object])).toEqual([
      ['create', 'EndpointSlice', `${name}-signpost-ipv4`],
      ['create', 'EndpointSlice', `${name}-signpost-ipv6`],
      ['patch', 'Service', name],
    ])
    const [four, six, flip] = plan.writes
    expect(four?.body).toMatchObject({
      metadata: {
        labels: { 'kubernetes.io/service-name': name, 'endpointslice.kubernetes.io/managed-by': 'signpost' },
      },
      addressType: 'IPv4',
      ports: [{ name: 'web', port: 8443, protocol: 'TCP' }],
    })
    expect(six?.diff.find(({ path }) => path === 'addressType')).toMatchObject({ before: null, after: 'IPv6' })
    expect(flip?.body).toMatchObject({
      metadata: { labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', clusterIP: 'None', externalName: null },
    })
    const states = new Map(plan.prechecks.map(({ code, state }) => [code, state]))
    expect(states.get('dry-run')).toBe('pass')
    expect(states.get('dry-run-outcome')).toBeUndefined()
    expect(states.get('undo-returns')).toBe('info')
    expect(states.get('address-outside')).toBe('pass')
    expect([await slices(name), (await files(name)).entries]).toEqual([[], []])
  })

  test('becomes a headless Service that the cluster’s DNS answers with the addresses; its undo puts everything back and leaves no slice', async () => {
    const old = { ports: [{ name: 'old', port: 80, protocol: 'TCP', targetPort: 80 }], selector: { app: 'old' } }
    const name = await newLiteral(old)
    const writes = recordWrites()
    const change = await carryOut(toHeadless(name))
    expect(writes).toEqual(['POST slice', 'POST slice', 'PATCH service'])
    const done = await proved(name, change.id)
    expect(done).toMatchObject({
      state: expect.stringMatching(/soaking|completed/),
      to: { type: 'ClusterIP', addresses },
    })
    expect(done.steps.map(({ note }) => note).join(' ')).toContain(addresses.join(', '))
    const flipped = await service(name)
    expect(flipped).toMatchObject({
      metadata: { labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', clusterIP: 'None', ports },
    })
    expect(JSON.stringify(flipped.spec)).not.toMatch(/externalName|selector/)
    expect((await slices(name)).flatMap(({ addresses: held }) => held)).toEqual(addresses)
    expect(replica().alias(namespace, name)).toMatchObject({ type: 'ClusterIP', target: null })

    writes.length = 0
    const back = await carryOut(undo(name, change.id))
    expect(writes).toEqual(['PATCH service', 'DELETE slice', 'DELETE slice'])
    expect(await proved(name, back.id)).toMatchObject({ state: expect.stringMatching(/soaking|completed/), left: [] })
    expect(await slices(name)).toEqual([])
    const restored = await service(name)
    expect(restored).toMatchObject({ spec: { type: 'ExternalName', externalName: literal, ...old } })
    expect(restored).not.toHaveProperty('metadata.labels')
    expect(Object.keys(restored.spec ?? {}).filter((key) => /^(clusterIP|ipFamil)/.test(key))).toEqual([])
    expect((await replica().engine.get(ref(name), change.id)).state).toBe('undone')
  })

  test('is undone from its annotation alone when the record is lost', async () => {
    const name = await newLiteral({ ports: [{ name: 'old', port: 80 }] })
    const change = await carryOut(toHeadless(name))
    await proved(name, change.id)
    await admin()
      .client(replica().cluster)
      .request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${namespace}/configmaps/signpost-history.${namespace}.${name}`,
      })
    await carryOut(undo(name, change.id))
    expect(await service(name)).toMatchObject({
      spec: { type: 'ExternalName', externalName: literal, ports: [{ name: 'old', port: 80 }] },
    })
    expect(await slices(name)).toEqual([])
  })
})

describe('what stands in the way', () => {
  test('is a slice of somebody else, with the line that deletes it', async () => {
    const name = await newLiteral()
    await createSlice(`${name}-stale`, name, 'endpointslice-controller.k8s.io')
    const plan = await replica().engine.plan(toHeadless(name), admin())
    const found = plan.prechecks.find(({ code }) => code === 'foreign-slices')
    expect(found).toMatchObject({ state: 'block', evidence: expect.stringContaining('kubectl delete endpointslice') })
  })

  test('is a slice of another Service under the name of ours', async () => {
    const name = await newLiteral()
    await createSlice(`${name}-signpost-ipv4`, 'another', 'somebody')
    expect(await stateOf(name, 'slice-collides')).toBe('block')
    expect(await stateOf(name, 'dry-run')).toBe('refuse')
  })

  test('are Endpoints beside the Service, which a controller mirrors: they are to be deleted, not their slice', async () => {
    const name = await newLiteral()
    await createEndpoints(name)
    const found = await poll(
      async () => {
        const { prechecks } = await replica().engine.plan(toHeadless(name), admin())
        return prechecks.find(({ code, state }) => code === 'foreign-slices' && state === 'block')
      },
      { what: 'the Endpoints are mirrored', timeoutMs: 20_000 },
    )
    expect(found.evidence).toContain(`kubectl delete endpoints --namespace ${namespace} ${name}`)
  })

  test('is that it is headless already, with Endpoints by hand as older guides have it', async () => {
    const name = `by-hand-${Date.now()}`
    const spec = { clusterIP: 'None', ports: [{ port: 8080 }] }
    const headless = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec }
    await stage.plane().administrator.apply(headless)
    await createEndpoints(name)
    const error = await failureOf(replica().engine.plan(toHeadless(name), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'not-computable' })
    expect(error.message).toContain('is of type ClusterIP')
  })

  test('is an address that belongs to a Service of the cluster', async () => {
    const name = await newLiteral()
    const { body } = await admin()
      .client(replica().cluster)
      .request({ method: 'GET', path: '/api/v1/namespaces/default/services/kubernetes' })
    const { clusterIP } = JSON.parse(JSON.stringify(body)).spec
    const plan = await replica().engine.plan({ ...toHeadless(name), addresses: [clusterIP] }, admin())
    const found = plan.prechecks.find(({ code }) => code === 'address-outside')
    expect(found).toMatchObject({ state: 'block', evidence: expect.stringContaining('Service kubernetes') })
  })

  test.each([
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['2001:DB8::9', 'canonical'],
  ])('is an address that no slice should hold: %s', async (address, _) => {
    const name = await newLiteral()
    const plan = await replica().engine.plan({ ...toHeadless(name), addresses: [address] }, admin())
    const codes = ['address-usable', 'address-canonical']
    expect(plan.prechecks.filter(({ code }) => codes.includes(code)).map(({ state }) => state)).toContain('block')
  })

  test('is a type that is none of an alias, and text that is no address: 422 with the field', async () => {
    const name = await newLiteral()
    const wrong = { ...toHeadless(name), addresses: [literal, 'db.example.com'] }
    expect(await failureOf(replica().engine.plan(wrong, admin()))).toMatchObject({
      code: 'unprocessable',
      causes: [{ field: 'addresses[1]' }],
    })
    await carryOut(toHeadless(name))
    expect(await failureOf(replica().engine.plan(toHeadless(name), admin()))).toMatchObject({
      reason: 'not-computable',
    })
  })

  test('is a right that the role edit has not: 403 with verb, resource and namespace, before anything is written', async () => {
    const home = 'editor-home'
    const name = await newLiteral({}, home)
    const request = { ...toHeadless(name), service: { ...ref(name), namespace: home } }
    const error = await failureOf(replica().engine.plan(request, replica().viewer('editor')))
    expect(error).toMatchObject({
      code: 'forbidden',
      extra: { verb: 'create', resource: 'endpointslices.discovery.k8s.io', namespace: home },
    })
    const body = carryingOut(await replica().engine.plan(request, admin()))
    expect((await failureOf(replica().engine.carryOut(body, replica().viewer('editor')))).code).toBe('forbidden')
    await admin()
      .client(replica().cluster)
      .request({ method: 'DELETE', path: `/api/v1/namespaces/${home}/services/${name}` })
  })

  test('is a slice that came or went since the plan: 409, and nothing is written', async () => {
    const name = await newLiteral()
    const plan = await replica().engine.plan(toHeadless(name), admin())
    await createSlice(`${name}-late`, name, 'somebody')
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect((await slices(name)).map((slice) => slice.name)).toEqual([`${name}-late`])
  })
})

describe('between the slices and the Service', () => {
  test('a write that comes first makes it a conflict, and the slices are taken back in the same attempt', async () => {
    const name = await newLiteral()
    const body = carryingOut(await replica().engine.plan(toHeadless(name), admin()))
    line().mishaps = [
      {
        kind: 'before',
        run: () =>
          stage.plane().administrator.patchService(namespace, name, { spec: { externalName: 'api-v1.backend.com' } }),
      },
    ]
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(await slices(name)).toEqual([])
    const [entry] = (await files(name)).entries
    expect(entry).toMatchObject({ state: 'conflict' })
    expect(entry?.steps.at(-1)?.note).toMatch(/EndpointSlice .*-ipv4 and EndpointSlice .*-ipv6 were deleted again/)
    expect(entry?.left).toBeUndefined()
  })

  test('an unrelated write is no conflict: the Service is patched once more, the slices are not made twice', async () => {
    const name = await newLiteral()
    const writes = recordWrites()
    line().mishaps = [
      {
        kind: 'before',
        run: () =>
          stage.plane().administrator.patchService(namespace, name, { metadata: { annotations: { seen: 'yes' } } }),
      },
    ]
    const change = await carryOut(toHeadless(name))
    expect(writes).toEqual(['POST slice', 'POST slice', 'PATCH service', 'PATCH service'])
    expect((await proved(name, change.id)).state).toMatch(/soaking|completed/)
  })

  test('a lost answer for a slice is looked up, and the change goes on', async () => {
    const name = await newLiteral()
    let isLost = false
    line().decide = async (request) => {
      if (!isSliceWrite(request) || isLost) return passes
      isLost = true
      return { forward: true, answer: false }
    }
    const change = await carryOut(toHeadless(name))
    expect((await proved(name, change.id)).state).toMatch(/soaking|completed/)
    expect(await slices(name)).toHaveLength(2)
  })

  test('a lost patch ends as not applied with the slices named; the next attempt takes them over', async () => {
    const name = await newLiteral()
    line().mishaps = [{ kind: 'lose-request' }]
    const body = carryingOut(await replica().engine.plan(toHeadless(name), admin()))
    expect(await failureOf(replica().engine.carryOut(body, admin()))).toMatchObject({ code: 'unavailable' })
    const lost = await replica().engine.get(ref(name), body.changeId)
    expect(lost).toMatchObject({ state: 'not-applied', left: [`${name}-signpost-ipv4`, `${name}-signpost-ipv6`] })
    expect(lost.steps.at(-1)?.note).toContain(`EndpointSlice ${name}-signpost-ipv4`)
    const plan = await replica().engine.plan(toHeadless(name), admin())
    expect(plan.prechecks.find(({ code }) => code === 'slice-left')?.state).toBe('info')
    expect(plan.writes.map(({ verb }) => verb)).toEqual(['patch', 'patch', 'patch'])
    const { change } = await replica().engine.carryOut(carryingOut(plan), admin())
    expect((await proved(name, change.id)).state).toMatch(/soaking|completed/)
    expect((await replica().engine.get(ref(name), body.changeId)).left).toEqual([])
  })

  test('what is left is deleted by an undo of the change that left it, and the Service stays as it is', async () => {
    const name = await newLiteral()
    line().mishaps = [{ kind: 'lose-request' }]
    const body = carryingOut(await replica().engine.plan(toHeadless(name), admin()))
    await failureOf(replica().engine.carryOut(body, admin()))
    expect(await slices(name)).toHaveLength(2)
    const plan = await replica().engine.plan(undo(name, body.changeId), admin())
    expect(plan.prechecks.filter(({ state }) => state === 'block' || state === 'refuse')).toEqual([])
    const { change } = await replica().engine.carryOut(carryingOut(plan), admin())
    expect(await slices(name)).toEqual([])
    expect(await service(name)).toMatchObject({ spec: { type: 'ExternalName', externalName: literal } })
    expect((await proved(name, change.id)).state).toMatch(/soaking|completed/)
    const cleaned = await replica().engine.get(ref(name), body.changeId)
    expect(cleaned).toMatchObject({ state: 'not-applied', left: [] })
    const again = await failureOf(replica().engine.plan(undo(name, body.changeId), admin()))
    expect(again).toMatchObject({ reason: 'change-not-applied' })
  })
})

describe('an undo whose slices cannot be deleted', () => {
  test('is applied and says which are left; undoing again deletes them', async () => {
    const name = await newLiteral()
    const change = await carryOut(toHeadless(name))
    await proved(name, change.id)
    line().decide = async (request) =>
      request.method === 'DELETE' && isSliceWrite(request) ? { forward: false, answer: false } : passes
    const back = await carryOut(undo(name, change.id))
    line().decide = null
    expect((await service(name)).spec).toMatchObject({ type: 'ExternalName' })
    const told = await settled(name, back.id, 'inconclusive')
    expect(told.left).toHaveLength(2)
    expect(told.steps.map(({ note }) => note).join(' ')).toContain('is left')
    await poll(async () => (await replica().engine.get(ref(name), change.id)).state === 'undone', {
      what: 'the change counts as undone',
      timeoutMs: 5_000,
    })
    await carryOut(undo(name, back.id))
    expect(await slices(name)).toEqual([])
  })
})
