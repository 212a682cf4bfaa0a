import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readChangeFiles } from '../changes/change-files.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'
import { startWebhookServer, type WebhookServer } from './webhook-server.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-admission'
const { replica, kubectl, create, newGroup, ref, toGreen, targetOf, service, admin, settled } = changeStage(
  controlPlane,
  namespace,
)
const configurations = 'mutatingwebhookconfigurations,validatingwebhookconfigurations'
const registered: string[] = []
let webhook: WebhookServer

beforeAll(async () => {
  webhook = await startWebhookServer()
})
afterEach(async () => {
  for (const name of registered.splice(0)) await kubectl('delete', configurations, name, '--ignore-not-found')
})
afterAll(() => webhook?.close())

interface WebhookShape {
  kind: 'Mutating' | 'Validating'
  url?: string
}

/** Puts the webhook before every update of a Service of this namespace, and waits until the API server asks it. */
async function register({ kind, url = webhook.url }: WebhookShape, isAsked: () => Promise<boolean>) {
  const name = `test-${kind.toLowerCase()}.${namespace}`
  registered.push(name)
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['services'] }
  await create({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name },
    webhooks: [
      {
        name: `services.${namespace}.example.org`,
        clientConfig: { url, caBundle: webhook.caBundle },
        rules: [rule],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 2,
        admissionReviewVersions: ['v1'],
      },
    ],
  })
  await poll(isAsked, { what: 'the webhook is asked', timeoutMs: 20_000, everyMs: 200 })
}

const planOf = async (name: string) => replica().engine.plan(toGreen(name), admin())
const stateOf = async (name: string, code: string) =>
  (await planOf(name)).prechecks.find((precheck) => precheck.code === code)?.state
const files = (name: string) => readChangeFiles(admin().client(replica().cluster), namespace, name)

describe('a mutating webhook', () => {
  test('that writes another target is told in the plan, shown in the diff, and the outcome is what really stands there', async () => {
    const name = await newGroup()
    const instead = 'api-v3.backend.com'
    webhook.judge = ({ object }) => ({
      allowed: true,
      ...(object.spec.externalName === green
        ? { patch: [{ op: 'replace', path: '/spec/externalName', value: instead }] }
        : {}),
    })
    await register({ kind: 'Mutating' }, async () => (await stateOf(name, 'dry-run-outcome')) === 'warn')
    const plan = await planOf(name)
    expect(plan.writes[0]?.diff).toContainEqual({ path: 'spec.externalName', before: blue, after: instead })
    const told = plan.prechecks.find(({ code }) => code === 'dry-run-outcome')
    expect(told).toMatchObject({ state: 'warn', evidence: expect.stringContaining('spec.externalName') })
    const unread = carryingOut(plan, { acknowledge: [] })
    expect(await failureOf(replica().engine.carryOut(unread, admin()))).toMatchObject({ reason: 'precheck' })
    expect(await targetOf(name)).toBe(blue)
    const body = carryingOut(plan)
    await replica().engine.carryOut(body, admin())
    const ended = await settled(name, body.changeId, 'inconclusive', 'failed', 'reverted')
    expect(ended.steps.at(-1)?.note).toContain(instead)
    expect(await files(name)).toMatchObject({ target: instead, carried: { id: body.changeId } })
  })

  test('that adds an annotation is told in the plan and does not stand in the way of the proof', async () => {
    const name = await newGroup()
    webhook.judge = () => ({
      allowed: true,
      patch: [{ op: 'add', path: '/metadata/annotations/stamped', value: 'yes' }],
    })
    await register({ kind: 'Mutating' }, async () => (await stateOf(name, 'dry-run-outcome')) === 'warn')
    const plan = await planOf(name)
    expect(plan.writes[0]?.diff.map(({ path }) => path).join(' ')).toContain('stamped')
    const body = carryingOut(plan)
    await replica().engine.carryOut(body, admin())
    await settled(name, body.changeId, 'soaking', 'completed')
    expect((await service(name)).metadata.annotations).toMatchObject({ stamped: 'yes' })
    expect(await targetOf(name)).toBe(green)
  })
})

describe('a validating webhook', () => {
  test('that refuses only what is really written ends the change as not applied, in its own words', async () => {
    const name = await newGroup()
    let asked = 0
    webhook.judge = ({ dryRun }) => {
      asked += 1
      return dryRun ? { allowed: true } : { allowed: false, message: 'not on a Friday' }
    }
    await register({ kind: 'Validating' }, async () => {
      await planOf(name)
      return asked > 0
    })
    const plan = await planOf(name)
    expect(plan.prechecks.find(({ code }) => code === 'dry-run')?.state).toBe('pass')
    const body = carryingOut(plan)
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(error.message).toContain('not on a Friday')
    const { target, carried, entries } = await files(name)
    expect([target, carried]).toEqual([blue, null])
    expect(entries).toMatchObject([{ id: body.changeId, state: 'not-applied' }])
    expect(entries[0]?.steps.at(-1)?.note).toContain('not on a Friday')
  })

  test('that refuses the Service after its slices were made has them deleted again in the same attempt, and the record says so', async () => {
    const name = await newGroup()
    let asked = 0
    webhook.judge = ({ dryRun }) => {
      asked += 1
      return dryRun ? { allowed: true } : { allowed: false, message: 'no addresses on a Friday' }
    }
    await register({ kind: 'Validating' }, async () => {
      await planOf(name)
      return asked > 0
    })
    const request = { kind: 'to-headless' as const, service: ref(name), addresses: ['203.0.113.9', '2001:db8::9'] }
    const ports = [{ name: 'web', port: 80, protocol: 'TCP' as const }]
    const plan = await replica().engine.plan({ ...request, ports }, admin())
    expect(plan.prechecks.find(({ code }) => code === 'dry-run')?.state).toBe('pass')
    const body = carryingOut(plan)
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(error.message).toContain('no addresses on a Friday')
    const { target, carried, entries } = await files(name)
    expect([target, carried]).toEqual([blue, null])
    expect(entries).toMatchObject([{ id: body.changeId, state: 'not-applied' }])
    expect(entries[0]?.left).toBeUndefined()
    const note = entries[0]?.steps.at(-1)?.note
    expect(note).toContain('no addresses on a Friday')
    expect(note).toContain(`EndpointSlice ${name}-signpost-ipv4 and EndpointSlice ${name}-signpost-ipv6 were deleted`)
    const left = await kubectl('get', 'endpointslices', '-n', namespace, '-o', 'name')
    expect(left).not.toContain(name)
  })

  test('that refuses the dry run too is a refusal of the plan that nobody can override, and nothing is recorded', async () => {
    const name = await newGroup()
    webhook.judge = () => ({ allowed: false, message: 'frozen by the auditors' })
    await register({ kind: 'Validating' }, async () => (await stateOf(name, 'dry-run')) === 'refuse')
    const plan = await planOf(name)
    const refusal = plan.prechecks.find(({ code }) => code === 'dry-run')
    expect(refusal?.evidence).toContain('frozen by the auditors')
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(replica().refused.at(-1)?.refusal).toMatchObject({
      ...{ cause: 'dry-run', reason: 'DryRunRefused' },
      says: expect.stringContaining('frozen by the auditors'),
    })
    expect(await files(name)).toEqual({ target: blue, carried: null, entries: [] })
  })

  test('that does not answer makes the plan say so instead of passing', async () => {
    const name = await newGroup()
    await register({ kind: 'Validating', url: 'https://127.0.0.1:9/' }, async () => {
      const outcome = await planOf(name).then(
        ({ prechecks }) => prechecks.find(({ code }) => code === 'dry-run')?.state,
        (error: unknown) => String(error),
      )
      return outcome !== 'pass'
    })
    const outcome = await planOf(name).then(
      ({ prechecks }) => JSON.stringify(prechecks.find(({ code }) => code === 'dry-run')),
      (error: unknown) => String(error),
    )
    expect(outcome).toContain('failed calling webhook')
    expect(await files(name)).toEqual({ target: blue, carried: null, entries: [] })
  })
})

describe('a warning of the API server', () => {
  test('from an admission webhook is shown with the plan', async () => {
    const name = await newGroup()
    webhook.judge = () => ({ allowed: true, warnings: ['this name is about to move'] })
    await register({ kind: 'Validating' }, async () => (await planOf(name)).warnings.length > 0)
    expect((await planOf(name)).warnings).toContain('this name is about to move')
  })
})

describe('a quota', () => {
  test('that leaves no room for the record is 503 before the write, with the quota named', async () => {
    const name = await newGroup()
    const hard = { 'count/configmaps': '0' }
    await create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace },
      spec: { hard },
    })
    try {
      // No controller of this control plane counts; admission goes by what the status says.
      const status = JSON.stringify({ status: { hard, used: { 'count/configmaps': '0' } } })
      await kubectl(
        'patch',
        'resourcequota',
        'none',
        '-n',
        namespace,
        '--subresource=status',
        '--type=merge',
        '-p',
        status,
      )
      const isEnforced = async () =>
        (await controlPlane.kubectl(['create', 'configmap', 'try', '-n', namespace, '--dry-run=server'])).code !== 0
      await poll(isEnforced, { what: 'the quota holds', timeoutMs: 20_000 })
      const error = await failureOf(replica().engine.carryOut(carryingOut(await planOf(name)), admin()))
      expect(error).toMatchObject({ code: 'unavailable', reason: 'record-unavailable' })
      expect(error.message).toContain('exceeded quota')
      expect(await files(name)).toEqual({ target: blue, carried: null, entries: [] })
    } finally {
      await kubectl('delete', 'resourcequota', 'none', '-n', namespace)
    }
  })
})
