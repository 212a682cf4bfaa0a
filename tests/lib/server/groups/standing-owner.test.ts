import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Identity } from '@/lib/server/access/identity'
import { listGroups } from '@/lib/server/groups/list-groups'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { readSettings } from '@/lib/server/settings/settings'
import { applicationKind } from '../../../../demo/resources/application-kind'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../../demo/start-embedded-cluster'
import { poll } from '../../../control-plane/poll.ts'

// Where `editor` may patch Services; neither `editor` nor `viewer` may read Applications.
const namespace = 'editor-home'
let plane: EmbeddedCluster
let running: ConsoleRuntime | null = null

function group(name: string): object[] {
  const member = (suffix: string, externalName: string) => {
    const annotations = { 'argocd.argoproj.io/tracking-id': `${name}:/Service:${namespace}/${name}${suffix}` }
    const metadata = { namespace, name: `${name}${suffix}`, annotations }
    return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName } }
  }
  return [
    member('', 'api-v1.backend.com'),
    member('-blue', 'api-v1.backend.com'),
    member('-green', 'api-v2.backend.com'),
  ]
}

function application(name: string, selfHeal: boolean, more: object = {}): object {
  const syncPolicy = { automated: { selfHeal }, syncOptions: ['RespectIgnoreDifferences=true'] }
  const destination = { server: 'https://kubernetes.default.svc', namespace }
  const spec = { project: 'default', destination, syncPolicy, ...more }
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { namespace: 'argocd', name }, spec }
}

beforeAll(async () => {
  plane = await startEmbeddedCluster({ customKinds: [applicationKind] })
  plane.seed([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
    application('healing', true),
    application('manual', false),
    application('ignored', true, { ignoreDifferences: [{ kind: 'Service', jsonPointers: ['/spec/externalName'] }] }),
    ...['healing', 'manual', 'ignored', 'lost'].flatMap(group),
  ] as Parameters<EmbeddedCluster['seed']>[0])
})
afterEach(async () => {
  await running?.close()
  running = null
})
afterAll(() => plane.stop())

async function start(identity: 'admin' | 'viewer', more: Record<string, string> = {}) {
  const env = {
    KUBECONFIG: plane.kubeconfigPath(identity),
    SIGNPOST_RESOLVERS: `${plane.worldDns.host}:${plane.worldDns.port}`,
    ...more,
  }
  const runtime = new ConsoleRuntime({ settings: readSettings(env), env, clock: systemClock, random: Math.random })
  running = runtime
  runtime.start()
  await poll(async () => runtime.inventory.size >= 12, { what: 'the aliases', timeoutMs: 10_000 })
  return runtime
}

/** What Switches says of who keeps a group, as soon as it says this. */
async function standing(runtime: ConsoleRuntime, identity: Identity, name: string, words: string) {
  const look = async () => {
    const { items } = await listGroups(runtime, identity, { offset: 0, limit: 500 })
    const checks = items.find((found) => found.name === name)?.readiness.checks
    const found = checks?.find(({ code }) => code === 'field-owner')
    return found?.evidence.includes(words) ? found : undefined
  }
  return poll(look, { what: `${name}: ${words}`, timeoutMs: 5_000, everyMs: 20 })
}

async function planned(runtime: ConsoleRuntime, identity: Identity, name: string) {
  const service = { cluster: runtime.clusters()[0]?.id ?? '', namespace, name }
  const { prechecks } = await runtime.changes.plan({ kind: 'switch', service, to: 'green' }, identity)
  return prechecks.find(({ code }) => code === 'field-owner')
}

async function ruled(runtime: ConsoleRuntime, identity: Identity, name: string) {
  const { state, title, evidence } = (await planned(runtime, identity, name)) ?? {}
  return { state, title, evidence }
}

async function groupNow(runtime: ConsoleRuntime, identity: Identity, name: string) {
  const { items } = await listGroups(runtime, identity, { offset: 0, limit: 500 })
  return items.find((found) => found.name === name)
}

test.each([
  ['healing', 'block', 'Application healing heals itself'],
  ['manual', 'warn', 'Application manual does not heal itself'],
  ['ignored', 'info', 'Application ignored ignores this difference'],
  ['lost', 'block', 'Application lost does not exist in this cluster'],
])('Switches and the plan agree on a group whose Application is %s', async (name, state, words) => {
  const runtime = await start('admin')
  const identity = await runtime.viewers.loopback()
  const found = await standing(runtime, identity, name, words)
  const plan = await planned(runtime, identity, name)
  expect(found).toMatchObject({ state, title: plan?.title, evidence: plan?.evidence })
  expect(plan?.state).toBe(state)
})

test('they agree as well where neither the console nor the viewer may read Applications', async () => {
  const runtime = await start('viewer', { SIGNPOST_AUTH: 'token' })
  const editor = await runtime.viewers.bearer(plane.token('editor'))
  const found = await standing(runtime, editor, 'manual', 'Application manual may not be read')
  const plan = await planned(runtime, editor, 'manual')
  expect(found).toMatchObject({ state: 'block', title: plan?.title, evidence: plan?.evidence })
  expect(plan?.state).toBe('block')
})

test.each(['healing', 'manual', 'ignored', 'lost'])(
  'of %s, which the console may read and the viewer may not, Switches tells no more than the viewer’s own plan',
  async (name) => {
    const runtime = await start('admin', { SIGNPOST_AUTH: 'token' })
    const admin = await runtime.viewers.bearer(plane.token('admin'))
    await standing(runtime, admin, name, `Application ${name} `)
    const editor = await runtime.viewers.bearer(plane.token('editor'))
    const found = await standing(runtime, editor, name, `Application ${name} may not be read`)
    expect(found).toMatchObject(await ruled(runtime, editor, name))
    expect(JSON.stringify(await groupNow(runtime, editor, name))).not.toMatch(/heal itself|ignores this|does not exist/)
  },
)
