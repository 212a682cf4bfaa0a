import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { validateTarget } from '@/lib/domain/change/validate-target'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type ChangeReplica, carryingOut, failureOf, startReplica } from './change-replica.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-test'
const blue = 'api-v1.backend.com'
const green = 'api-v2.backend.com'
const endpoint = (target: string) => ({ type: 'ExternalName', target })

let replica: ChangeReplica
let counter = 0

beforeAll(async () => {
  await kubectl('create', 'namespace', namespace)
  replica = await startReplica(controlPlane)
})
afterAll(async () => {
  await replica?.close()
  await kubectl('delete', 'namespace', namespace, '--wait=false')
  const policies = 'validatingadmissionpolicies,validatingadmissionpolicybindings'
  await kubectl('delete', policies, `forbid.${namespace}`, '--ignore-not-found')
})

async function kubectl(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await controlPlane.kubectl(args)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** A blue-green group of its own, blue live; the watch has it. */
async function newGroup(): Promise<string> {
  counter += 1
  const name = `api-${counter}`
  const items = [
    [name, blue],
    [`${name}-blue`, blue],
    [`${name}-green`, green],
  ].map(([member, externalName]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: member, namespace, annotations: { owner: 'payments' } },
    spec: { type: 'ExternalName', externalName },
  }))
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { code, stderr } = await controlPlane.kubectl(['create', '-f', '-'], { stdin })
  if (code !== 0) throw new Error(stderr)
  await poll(async () => replica.alias(namespace, name) !== null, {
    what: 'the watch shows the group',
    timeoutMs: 5_000,
  })
  return name
}

const ref = (name: string) => ({ cluster: replica.cluster, namespace, name })
const toGreen = (name: string): ChangeRequest => ({ kind: 'switch', service: ref(name), to: 'green' })
const retarget = (name: string, target: string): ChangeRequest => ({ kind: 'retarget', service: ref(name), target })
const undo = (name: string, changeId: string): ChangeRequest => ({ kind: 'undo', service: ref(name), changeId })
const service = async (name: string) => JSON.parse(await kubectl('get', 'service', '-n', namespace, name, '-o', 'json'))
const targetOf = async (name: string): Promise<string> => (await service(name)).spec.externalName
const admin = () => replica.viewer('admin')
const patchTarget = (name: string, target: string) =>
  kubectl(
    'patch',
    'service',
    '-n',
    namespace,
    name,
    '--type=merge',
    '-p',
    JSON.stringify({ spec: { externalName: target } }),
  )

/** An admission policy that refuses one target in this namespace. */
async function forbid(host: string): Promise<void> {
  const metadata = { name: `forbid.${namespace}` }
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['services'] }
  const validation = { expression: `object.spec.externalName != '${host}'`, message: 'not this host' }
  const items = [
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
  ]
  const { stderr, code } = await controlPlane.kubectl(['create', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  if (code !== 0) throw new Error(stderr)
}

async function change(request: ChangeRequest) {
  const plan = await replica.engine.plan(request, admin())
  return (await replica.engine.carryOut(carryingOut(plan), admin())).change
}

function settled(name: string, id: string, ...states: string[]) {
  return poll(
    async () => {
      const found = await replica.engine.get(ref(name), id, admin())
      return states.includes(found.state) && found
    },
    { what: `change becomes ${states}`, timeoutMs: 40_000 },
  )
}

describe('a plan', () => {
  test('shows the write, the proof that the server takes it, and both diagrams, and writes nothing', async () => {
    const name = await newGroup()
    const plan = await replica.engine.plan(toGreen(name), admin())
    expect(plan.writes[0]).toMatchObject({
      verb: 'patch',
      ref: { kind: 'Service', namespace, name },
      body: { spec: { externalName: green } },
    })
    expect(plan.writes[0]?.diff).toContainEqual({ path: 'spec.externalName', before: blue, after: green })
    expect(plan.prechecks.filter(({ state }) => !['pass', 'info'].includes(state))).toEqual([])
    expect(plan.prechecks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['group-complete', 'group-live', 'target-resolves', 'dry-run']),
    )
    expect(plan.before).toContain('flowchart')
    expect(plan.before).not.toBe(plan.after)
    expect(plan.ownerOfField).toBe('kubectl')
    expect(await targetOf(name)).toBe(blue)
    expect(
      await kubectl('get', 'configmap', '-n', namespace, `signpost-history.${namespace}.${name}`, '--ignore-not-found'),
    ).toBe('')
  })

  test('of the same state has the same hash, with an unrelated annotation too', async () => {
    const name = await newGroup()
    const first = await replica.engine.plan(toGreen(name), admin())
    await kubectl('annotate', 'service', '-n', namespace, name, 'note=unrelated')
    expect((await replica.engine.plan(toGreen(name), admin())).hash).toBe(first.hash)
  })

  test('blocks what surely breaks and only warns of what nobody knows', async () => {
    const name = await newGroup()
    const stateOf = async (target: string, code: string) => {
      const { prechecks } = await replica.engine.plan(retarget(name, target), admin())
      return prechecks.find((precheck) => precheck.code === code)?.state
    }
    expect(await stateOf('nothing-here.example.org', 'target-resolves')).toBe('block')
    expect(await stateOf('servfail.broken.example', 'target-resolves')).toBe('warn')
    expect(await stateOf('10.0.0.1', 'target-not-address')).toBe('block')
    expect(await stateOf(`${name}.${namespace}.svc.cluster.local`, 'target-not-itself')).toBe('block')
    expect(await stateOf('missing.changes-test.svc.cluster.local', 'target-in-cluster')).toBe('block')
    expect(await stateOf(blue, 'target-differs')).toBe('refuse')
  })

  test('is refused for a target in the words of the API server', async () => {
    const name = await newGroup()
    const error = await failureOf(replica.engine.plan(retarget(name, 'Not_A_Host'), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', causes: [{ field: 'target' }] })
    const patch = JSON.stringify({ spec: { externalName: 'Not_A_Host' } })
    const { stderr } = await controlPlane.kubectl([
      'patch',
      'service',
      '-n',
      namespace,
      name,
      '--type=merge',
      '-p',
      patch,
    ])
    expect(stderr).toContain(`spec.externalName: ${error.causes[0]?.message}`)
    const long = `${'a.'.repeat(126)}aa`
    expect(() => validateTarget(long)).toThrow()
    const longPatch = JSON.stringify({ spec: { externalName: long } })
    const refused = await controlPlane.kubectl([
      'patch',
      'service',
      '-n',
      namespace,
      name,
      '--type=merge',
      '-p',
      longPatch,
    ])
    expect(refused.stderr).toContain('must be no more than 253 characters')
  })

  test('of a missing Service is 404, of a colour that is not there 422', async () => {
    expect((await failureOf(replica.engine.plan(retarget('nobody', blue), admin()))).code).toBe('not-found')
    const name = await newGroup()
    await kubectl('delete', 'service', '-n', namespace, `${name}-green`)
    expect(await failureOf(replica.engine.plan(toGreen(name), admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'not-computable',
    })
  })
})

describe('a switch', () => {
  test('is applied with its own proof in the same write, recorded, proved, and undone', async () => {
    const name = await newGroup()
    const plan = await replica.engine.plan(toGreen(name), admin())
    const body = carryingOut(plan, { acknowledge: [], overrides: [], reason: 'green is better' })
    const { change: made, created } = await replica.engine.carryOut(body, admin())
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
      'completed',
    ])
    const seen = replica.published.filter(({ id }) => id === body.changeId).map(({ state }) => state)
    expect(seen).toEqual(['applying', 'applied', 'propagating', 'verifying', 'completed'])
    expect(replica.engine.lastChange(ref(name))).toMatchObject({ id: body.changeId, state: 'completed' })

    const undone = await change(undo(name, body.changeId))
    expect(undone).toMatchObject({ kind: 'undo', from: endpoint(green), to: endpoint(blue), undoOf: body.changeId })
    expect(await targetOf(name)).toBe(blue)
    await settled(name, undone.id, 'completed')
    const page = await replica.engine.list(ref(name), admin(), { offset: 0, limit: 10 })
    expect(page.items.map(({ id, state }) => [id, state])).toEqual([
      [undone.id, 'completed'],
      [body.changeId, 'undone'],
    ])
    expect(replica.published.findLast(({ id }) => id === body.changeId)?.state).toBe('undone')

    const replay = await failureOf(replica.engine.carryOut({ ...body, changeId: randomUUID() }, admin()))
    expect(replay).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(await targetOf(name)).toBe(blue)
    expect(await failureOf(replica.engine.plan(undo(name, body.changeId), admin()))).toMatchObject({
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
    const body = carryingOut(await replica.engine.plan(toGreen(name), admin()))
    const first = await replica.engine.carryOut(body, admin())
    const again = await replica.engine.carryOut(body, admin())
    expect([first.created, again.created, again.change.id]).toEqual([true, false, first.change.id])
    const other = { ...body, request: retarget(name, 'other.example.org') }
    expect(await failureOf(replica.engine.carryOut(other, admin()))).toMatchObject({
      code: 'conflict',
      reason: 'change-id-reused',
    })
  })

  test('sent twice at once under one id is carried out once', async () => {
    const name = await newGroup()
    const body = carryingOut(await replica.engine.plan(toGreen(name), admin()))
    const other = await startReplica(controlPlane)
    try {
      const answers = await Promise.all([
        replica.engine.carryOut(body, admin()),
        replica.engine.carryOut(body, admin()),
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
    const plan = await replica.engine.plan(retarget(name, 'nothing-here.example.org'), admin())
    const bare = carryingOut(plan, { acknowledge: ['target-resolves'], overrides: [] })
    const refused = await failureOf(replica.engine.carryOut(bare, admin()))
    expect(refused).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(refused.extra.prechecks).toContainEqual(expect.objectContaining({ code: 'target-resolves', state: 'block' }))
    expect((await replica.engine.list(ref(name), admin(), { offset: 0, limit: 10 })).total).toBe(0)
    const { change: made } = await replica.engine.carryOut({ ...carryingOut(plan), changeId: bare.changeId }, admin())
    expect(made.overrides).toEqual([{ code: 'target-resolves', reason: 'this is what the test wants' }])
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
        const made = await replica.engine.plan(retarget(name, 'forbidden.example.org'), admin())
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
    const error = await failureOf(replica.engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(error.extra.prechecks).toContainEqual(refusal)
  })

  test('that kubectl takes back during the soak is reverted, and names the manager', async () => {
    const name = await newGroup()
    const { id } = await change(toGreen(name))
    await settled(name, id, 'completed')
    await patchTarget(name, blue)
    const reverted = await settled(name, id, 'reverted')
    expect(reverted.steps.at(-1)?.note).toContain('kubectl-patch')
    await patchTarget(name, 'elsewhere.example.org')
    const plan = await replica.engine.plan(undo(name, id), admin())
    expect(plan.prechecks).toContainEqual(expect.objectContaining({ code: 'undo-of-current', state: 'block' }))
  })

  test('of a frozen Service is blocked, and counts the next one as too early', async () => {
    const name = await newGroup()
    await change(toGreen(name))
    await kubectl('annotate', 'service', '-n', namespace, name, 'signpost/freeze=audit')
    const { prechecks } = await replica.engine.plan({ kind: 'switch', service: ref(name), to: 'blue' }, admin())
    expect(prechecks).toContainEqual(
      expect.objectContaining({ code: 'not-frozen', state: 'block', evidence: 'signpost/freeze: audit' }),
    )
    expect(
      prechecks
        .filter(({ code }) => code === 'no-recent-change' || code === 'no-change-in-flight')
        .map(({ state }) => state),
    ).not.toContain('pass')
  })
})

describe('a plan that is no longer true', () => {
  test('is refused with what was seen, what is there now and what was wanted', async () => {
    const name = await newGroup()
    const plan = await replica.engine.plan(toGreen(name), admin())
    await patchTarget(name, 'someone.else.example.org')
    const error = await failureOf(replica.engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(error.extra).toEqual({
      seen: endpoint(blue),
      now: endpoint('someone.else.example.org'),
      wanted: endpoint(green),
    })
    expect(await targetOf(name)).toBe('someone.else.example.org')
  })

  test('is refused when a colour went, the Service went, or somebody else made it', async () => {
    const name = await newGroup()
    const plan = await replica.engine.plan(toGreen(name), admin())
    const byOther = { ...admin(), user: 'somebody' }
    expect((await failureOf(replica.engine.carryOut(carryingOut(plan), byOther))).reason).toBe('plan-stale')
    await kubectl('delete', 'service', '-n', namespace, `${name}-green`)
    expect((await failureOf(replica.engine.carryOut(carryingOut(plan), admin()))).extra).toMatchObject({
      now: endpoint(blue),
    })
    await kubectl('delete', 'service', '-n', namespace, name)
    expect((await failureOf(replica.engine.carryOut(carryingOut(plan), admin()))).extra).toMatchObject({
      seen: endpoint(blue),
      now: null,
    })
  })

  test('is refused when its hash is forged, and when it belongs to another request', async () => {
    const name = await newGroup()
    const plan = await replica.engine.plan(toGreen(name), admin())
    const forged = await failureOf(replica.engine.carryOut(carryingOut(plan, { hash: 'forged' }), admin()))
    expect(forged).toMatchObject({ code: 'unprocessable', causes: [{ field: 'hash' }] })
    const other = carryingOut(plan, { request: retarget(name, 'other.example.org') })
    expect((await failureOf(replica.engine.carryOut(other, admin()))).reason).toBe('plan-stale')
    expect(await targetOf(name)).toBe(blue)
  })

  test('survives a write that the hash does not cover', async () => {
    const name = await newGroup()
    const body = carryingOut(await replica.engine.plan(toGreen(name), admin()))
    await kubectl('label', 'service', '-n', namespace, name, 'tier=front')
    expect((await replica.engine.carryOut(body, admin())).created).toBe(true)
  })
})

describe('an undo', () => {
  test('of a change that nobody knows is 422', async () => {
    const name = await newGroup()
    expect(await failureOf(replica.engine.plan(undo(name, randomUUID()), admin()))).toMatchObject({
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

describe('an identity without the right', () => {
  test('is told verb, resource and namespace before anything is shown', async () => {
    const name = await newGroup()
    for (const identity of ['viewer', 'nobody', 'editor'] as const) {
      const viewer = replica.viewer(identity)
      const error = await failureOf(replica.engine.plan(toGreen(name), viewer))
      expect(error.code).toBe('forbidden')
      expect(error.message).toContain(`${identity} may not patch services in namespace ${namespace}`)
      expect((await failureOf(replica.engine.plan(retarget('not-there', blue), viewer))).code).toBe('forbidden')
      const plan = await replica.engine.plan(toGreen(name), admin())
      expect((await failureOf(replica.engine.carryOut(carryingOut(plan), viewer))).code).toBe('forbidden')
    }
    expect(await targetOf(name)).toBe(blue)
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
