import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf, startReplica } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'

const controlPlane = providedControlPlane()
const endpoint = (target: string) => ({ type: 'ExternalName', target })
const namespace = 'changes-test'
const {
  replica,
  kubectl,
  create,
  newGroup,
  ref,
  toGreen,
  retarget,
  undo,
  service,
  targetOf,
  admin,
  patchTarget,
  change,
  settled,
} = changeStage(controlPlane, namespace)

afterAll(async () => {
  const policies = 'validatingadmissionpolicies,validatingadmissionpolicybindings'
  await kubectl('delete', policies, `forbid.${namespace}`, '--ignore-not-found')
})

/** An admission policy that refuses one target in this namespace. */
async function forbid(host: string): Promise<void> {
  const metadata = { name: `forbid.${namespace}` }
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['services'] }
  const validation = {
    expression: `!has(object.spec.externalName) || object.spec.externalName != '${host}'`,
    message: 'not this host',
  }
  await create(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: { matchConstraints: { resourceRules: [rule] }, validations: [validation] },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: metadata.name, validationActions: ['Deny'] },
    },
  )
}

describe('a switch', () => {
  test('is applied with its own proof in the same write, recorded, proved, and undone', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    const body = carryingOut(plan, { acknowledge: [], overrides: [], reason: 'green is better' })
    const { change: made, created } = await replica().engine.carryOut(body, admin())
    expect(created).toBe(true)
    expect(made).toMatchObject({
      kind: 'switch',
      state: 'applied',
      from: endpoint(blue),
      to: endpoint(green),
      by: 'admin',
      reason: 'green is better',
    })
    const live = await service(name)
    expect(live.spec.externalName).toBe(green)
    expect(JSON.parse(live.metadata.annotations['signpost/last-change'])).toMatchObject({
      id: body.changeId,
      kind: 'switch',
      by: 'admin',
    })
    expect(live.metadata.annotations.owner).toBe('payments')

    const done = await settled(name, body.changeId, 'completed')
    expect(done.steps.map(({ state }) => state)).toEqual([
      'applying',
      'applied',
      'propagating',
      'verifying',
      'soaking',
      'completed',
    ])
    const seen = replica()
      .published.filter(({ id }) => id === body.changeId)
      .map(({ state }) => state)
      .filter((state, index, states) => state !== states[index - 1])
    expect(seen).toEqual(['applying', 'applied', 'propagating', 'verifying', 'soaking', 'completed'])
    expect(replica().engine.lastChange(ref(name))).toMatchObject({ id: body.changeId, state: 'completed' })

    const undone = await change(undo(name, body.changeId))
    expect(undone).toMatchObject({ kind: 'undo', from: endpoint(green), to: endpoint(blue), undoOf: body.changeId })
    expect(await targetOf(name)).toBe(blue)
    await settled(name, undone.id, 'completed')
    const listed = await replica().engine.list(ref(name))
    expect(listed.map(({ id, state }) => [id, state])).toEqual([
      [undone.id, 'completed'],
      [body.changeId, 'undone'],
    ])
    expect(replica().published.findLast(({ id }) => id === body.changeId)?.state).toBe('undone')

    const replay = await failureOf(replica().engine.carryOut({ ...body, changeId: randomUUID() }, admin()))
    expect(replay).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(await targetOf(name)).toBe(blue)
    expect(await failureOf(replica().engine.plan(undo(name, body.changeId), admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'already-undone',
    })
  })

  test('sends its id as Audit-ID, and a record of the story as a labelled ConfigMap', async () => {
    const name = await newGroup()
    const { id } = await change(toGreen(name))
    const record = JSON.parse(
      await kubectl('get', 'configmap', '-n', namespace, `signpost-history.${namespace}.${name}`, '-o', 'json'),
    )
    expect(record.metadata.labels).toEqual({ 'signpost/record': 'history' })
    expect(JSON.parse(record.data[id])).toMatchObject({
      uid: (await service(name)).metadata.uid,
      request: { kind: 'switch', to: 'green' },
    })
    const text = await kubectl('get', 'service', '-n', namespace, name, '-o', 'json', '--show-managed-fields')
    const writers = JSON.parse(text).metadata.managedFields.map(({ manager }: { manager: string }) => manager)
    expect(writers).toContain('signpost')
    const isLogged = async () => (await readFile(controlPlane.auditLogPath, 'utf8')).includes(`"auditID":"${id}"`)
    await poll(isLogged, { what: 'the audit log has the change id', timeoutMs: 5_000 })
  })

  test('under the same change id is the same change; another request under it is refused', async () => {
    const name = await newGroup()
    const body = carryingOut(await replica().engine.plan(toGreen(name), admin()))
    const first = await replica().engine.carryOut(body, admin())
    const again = await replica().engine.carryOut(body, admin())
    expect([first.created, again.created, again.change.id]).toEqual([true, false, first.change.id])
    const other = { ...body, request: retarget(name, 'other.example.org') }
    expect(await failureOf(replica().engine.carryOut(other, admin()))).toMatchObject({
      code: 'conflict',
      reason: 'change-id-reused',
    })
  })

  test('sent twice at once under one id is carried out once', async () => {
    const name = await newGroup()
    const body = carryingOut(await replica().engine.plan(toGreen(name), admin()))
    const other = await startReplica(controlPlane)
    try {
      const answers = await Promise.all([
        replica().engine.carryOut(body, admin()),
        replica().engine.carryOut(body, admin()),
        other.engine.carryOut(body, other.viewer('admin')),
      ])
      expect(answers.filter(({ created }) => created)).toHaveLength(1)
      expect(new Set(answers.map(({ change: { id } }) => id))).toEqual(new Set([body.changeId]))
    } finally {
      await other.close()
    }
  })

  test('to a name that does not exist needs an override, is applied, and ends as failed, never undone by itself', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(retarget(name, 'nothing-here.example.org'), admin())
    const bare = carryingOut(plan, { acknowledge: ['target-resolves'], overrides: [] })
    const refused = await failureOf(replica().engine.carryOut(bare, admin()))
    expect(refused).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(refused.extra.prechecks).toContainEqual(expect.objectContaining({ code: 'target-resolves', state: 'block' }))
    expect(await replica().engine.list(ref(name))).toEqual([])
    const { change: made } = await replica().engine.carryOut({ ...carryingOut(plan), changeId: bare.changeId }, admin())
    expect(made.overrides).toEqual([{ code: 'target-resolves', reason: 'this is what the test wants', until: null }])
    await settled(name, made.id, 'failed')
    expect(await targetOf(name)).toBe('nothing-here.example.org')
  })

  test('that the cluster’s DNS cannot prove is inconclusive', async () => {
    const name = await newGroup()
    const blind = await startReplica(controlPlane, { clusterDns: false })
    try {
      const viewer = blind.viewer('admin')
      const { change: made } = await blind.engine.carryOut(
        carryingOut(await blind.engine.plan(toGreen(name), viewer)),
        viewer,
      )
      const ended = await settled(name, made.id, 'inconclusive')
      expect(ended.steps.at(-1)?.note).toBe('The cluster’s DNS was not asked: none is configured.')
    } finally {
      await blind.close()
    }
  })

  test('that an admission policy forbids is refused by the dry run, in the words of the policy', async () => {
    const name = await newGroup()
    await forbid('forbidden.example.org')
    const plan = await poll(
      async () => {
        const made = await replica().engine.plan(retarget(name, 'forbidden.example.org'), admin())
        return made.prechecks.some(({ state }) => state === 'refuse') && made
      },
      { what: 'the policy works', timeoutMs: 20_000, everyMs: 200 },
    )
    const refusal = expect.objectContaining({
      code: 'dry-run',
      state: 'refuse',
      evidence: expect.stringContaining('not this host'),
    })
    expect(plan.prechecks).toContainEqual(refusal)
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(error.extra.prechecks).toContainEqual(refusal)
  })

  test('that kubectl takes back during the soak is reverted, and names the manager', async () => {
    const name = await newGroup()
    const { id } = await change(toGreen(name))
    await settled(name, id, 'soaking')
    await patchTarget(name, blue)
    const reverted = await settled(name, id, 'reverted')
    expect(reverted.steps.at(-1)?.note).toContain('kubectl-patch')
    await patchTarget(name, 'elsewhere.example.org')
    const plan = await replica().engine.plan(undo(name, id), admin())
    expect(plan.prechecks).toContainEqual(expect.objectContaining({ code: 'undo-of-current', state: 'block' }))
  })

  test('of a frozen Service is blocked, and counts the next one as too early', async () => {
    const name = await newGroup()
    await change(toGreen(name))
    await kubectl('annotate', 'service', '-n', namespace, name, 'signpost/freeze=audit')
    const { prechecks } = await replica().engine.plan({ kind: 'switch', service: ref(name), to: 'blue' }, admin())
    expect(prechecks).toContainEqual(
      expect.objectContaining({
        code: 'not-frozen',
        state: 'block',
        evidence: 'signpost/freeze on the Service: without an end, audit',
      }),
    )
    expect(
      prechecks
        .filter(({ code }) => code === 'no-recent-change' || code === 'no-change-in-flight')
        .map(({ state }) => state),
    ).not.toContain('pass')
  })
})

describe('an undo', () => {
  test('of a change that nobody knows is 422', async () => {
    const name = await newGroup()
    expect(await failureOf(replica().engine.plan(undo(name, randomUUID()), admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'unknown-change',
    })
  })

  test('restores the name exactly as it was stored, from the annotation when the record is lost', async () => {
    const name = await newGroup()
    await patchTarget(name, `${blue}.`)
    const { id } = await change(toGreen(name))
    await settled(name, id, 'completed')
    await kubectl('delete', 'configmap', '-n', namespace, `signpost-history.${namespace}.${name}`)
    await change(undo(name, id))
    expect(await targetOf(name)).toBe(`${blue}.`)
  })
})

describe('an undo across a type change', () => {
  test('says beforehand what cannot come back, needs an override, and makes the Service an alias again', async () => {
    const name = await newGroup()
    const { id } = await change(toGreen(name))
    await settled(name, id, 'completed')
    const spec = { type: 'ClusterIP', externalName: null, ports: [{ port: 443 }] }
    await kubectl('patch', 'service', '-n', namespace, name, '--type=merge', '-p', JSON.stringify({ spec }))
    const { clusterIP } = (await service(name)).spec
    const plan = await replica().engine.plan(undo(name, id), admin())
    expect(plan.cannotComeBack).toEqual([expect.stringContaining(`The cluster IP ${clusterIP} is given up`)])
    expect(plan.prechecks).toContainEqual(expect.objectContaining({ code: 'undo-of-current', state: 'block' }))
    expect(plan.prechecks).not.toContainEqual(expect.objectContaining({ code: 'dry-run-outcome' }))
    await replica().engine.carryOut(carryingOut(plan), admin())
    expect((await service(name)).spec).toMatchObject({ type: 'ExternalName', externalName: blue })
    expect((await service(name)).spec.clusterIP).toBeUndefined()
  })
})

describe('a change that waits for a person', () => {
  test('is kept with a reason by whoever may patch the Service, and once only', async () => {
    const name = await newGroup()
    const { id } = await change(retarget(name, 'nothing-here.example.org'))
    await settled(name, id, 'failed')
    const decision = { decision: 'keep', reason: 'the zone is delegated tonight' } as const
    expect((await failureOf(replica().engine.decide(ref(name), id, decision, replica().viewer('viewer')))).code).toBe(
      'forbidden',
    )
    const kept = await replica().engine.decide(ref(name), id, decision, admin())
    expect(kept).toMatchObject({ state: 'completed' })
    expect(kept.steps.at(-1)?.note).toBe('Kept by admin: the zone is delegated tonight')
    expect(await failureOf(replica().engine.decide(ref(name), id, decision, admin()))).toMatchObject({
      code: 'conflict',
      reason: 'not-waiting',
    })
  })

  test('holds its target once it is undone, until somebody gives a reason', async () => {
    const name = await newGroup()
    const { id } = await change(toGreen(name))
    await settled(name, id, 'completed')
    await change(undo(name, id))
    const plan = await replica().engine.plan(toGreen(name), admin())
    expect(plan.prechecks).toContainEqual(expect.objectContaining({ code: 'target-held', state: 'block' }))
    const { change: again } = await replica().engine.carryOut(carryingOut(plan), admin())
    expect(again.overrides.map(({ code }) => code)).toContain('target-held')
    await settled(name, again.id, 'completed')
    const other = await replica().engine.plan(retarget(name, 'third.example.org'), admin())
    expect(other.prechecks).toContainEqual(expect.objectContaining({ code: 'target-held', state: 'pass' }))
  })
})

describe('an identity without the right', () => {
  test('is told verb, resource and namespace before anything is shown', async () => {
    const name = await newGroup()
    for (const identity of ['viewer', 'nobody', 'editor'] as const) {
      const viewer = replica().viewer(identity)
      const error = await failureOf(replica().engine.plan(toGreen(name), viewer))
      expect(error.code).toBe('forbidden')
      expect(error.message).toContain(`${identity} may not patch services in namespace ${namespace}`)
      expect((await failureOf(replica().engine.plan(retarget('not-there', blue), viewer))).code).toBe('forbidden')
      const plan = await replica().engine.plan(toGreen(name), admin())
      expect((await failureOf(replica().engine.carryOut(carryingOut(plan), viewer))).code).toBe('forbidden')
    }
    expect(await targetOf(name)).toBe(blue)
  })
})

describe('an identity that may patch but not override', () => {
  test('is refused a change that only an override would allow, in the words of the right', async () => {
    const home = 'editor-home'
    await kubectl('create', 'service', 'externalname', 'queue', '-n', home, '--external-name', blue)
    try {
      await poll(async () => replica().alias(home, 'queue') !== null, { what: 'the watch shows it', timeoutMs: 5_000 })
      const request: ChangeRequest = {
        kind: 'retarget',
        service: { cluster: replica().cluster, namespace: home, name: 'queue' },
        target: 'nothing-here.example.org',
      }
      const editor = replica().viewer('editor')
      const plan = await replica().engine.plan(request, editor)
      const error = await failureOf(replica().engine.carryOut(carryingOut(plan), editor))
      expect(error).toMatchObject({ code: 'forbidden', extra: { verb: 'override', resource: 'changes.signpost' } })
      expect(await kubectl('get', 'service', '-n', home, 'queue', '-o', 'jsonpath={.spec.externalName}')).toBe(blue)
    } finally {
      await kubectl('delete', 'service', '-n', home, 'queue', '--ignore-not-found')
    }
  })
})

describe('a record in the console’s own namespace', () => {
  test('lets one who may write a single namespace change a Service there', async () => {
    const home = 'editor-home'
    const own = await startReplica(controlPlane, { consoleNamespace: namespace })
    try {
      await kubectl('create', 'service', 'externalname', 'cache', '-n', home, '--external-name', blue)
      const editor = own.viewer('editor')
      const request: ChangeRequest = {
        kind: 'retarget',
        service: { cluster: own.cluster, namespace: home, name: 'cache' },
        target: green,
      }
      const { change: made } = await own.engine.carryOut(carryingOut(await own.engine.plan(request, editor)), editor)
      expect(made.by).toBe('editor')
      expect(
        await kubectl('get', 'configmap', '-n', namespace, `signpost-history.${home}.cache`, '-o', 'name'),
      ).toContain('configmap/')
      expect(await kubectl('get', 'configmap', '-n', home, '-o', 'name')).not.toContain('signpost-history')
    } finally {
      await own.close()
      await kubectl('delete', 'service', '-n', home, 'cache', '--ignore-not-found')
    }
  })
})
