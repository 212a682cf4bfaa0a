import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChangeView, type Plan, planSchema } from '@/lib/contract/changes'
import { servicesPageSchema } from '@/lib/contract/services'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

interface ToldEvent {
  metadata: { name: string }
  type: string
  reason: string
  note: string
  action: string
  regarding: { kind: string; name: string }
}

// Where `editor` has the role of that name: it patches Services there, and may override nothing.
const home = 'editor-home'
const first = 'api-v1.backend.com'
const second = 'api-v2.backend.com'
let plane: TestPlane
let running: RunningConsole
let client: KubeClient
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(home),
    ...['stale', 'unmet', 'denied', 'silent'].map((name) => alias(home, `refused-${name}`, first)),
  )
  const kubeconfig = { KUBECONFIG: plane.kubeconfigPath('admin') }
  const [access] = (await readKubeconfig({ env: kubeconfig, contexts: null })).clusters
  if (!access) throw new Error('no cluster')
  client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token' })
  const page = await (await call('/services?limit=1')).json()
  cluster = servicesPageSchema.parse(page).clusters[0]?.name ?? ''
})
afterAll(async () => {
  await running?.stop()
  for (const name of ['stale', 'unmet', 'denied', 'silent'])
    await plane?.administrator.deleteService(home, `refused-${name}`)
  await client?.close()
  await plane?.close()
})

function call(path: string, body?: object, as: 'admin' | 'editor' | 'viewer' = 'admin') {
  const headers = { authorization: `Bearer ${plane.token(as)}`, 'content-type': 'application/json' }
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
  return fetch(`${running.url}/api/v1${path}`, init)
}

async function plan(name: string, target: string, as: 'admin' | 'editor' = 'admin'): Promise<Plan> {
  const request = { kind: 'retarget', service: { cluster, namespace: home, name }, target }
  return planSchema.parse(await (await call('/plans', request, as)).json())
}

const order = (from: Plan, members: object = {}) => {
  const acknowledge = from.prechecks.filter(({ state }) => state === 'warn').map(({ code }) => code)
  return { request: from.request, hash: from.hash, changeId: crypto.randomUUID(), acknowledge, ...members }
}

async function eventsOf(id: ChangeView['id']): Promise<ToldEvent[]> {
  const path = `/apis/events.k8s.io/v1/namespaces/${home}/events`
  const { body } = await client.request({ method: 'GET', path })
  const { items } = body as { items: ToldEvent[] }
  return items.filter(({ metadata }) => metadata.name.includes(id))
}

const told = (id: string) =>
  poll(async () => (await eventsOf(id))[0], { what: 'the attempt is told', timeoutMs: 10_000, everyMs: 50 })

const logged = (id: string) =>
  running
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(id))
    .map((line): Record<string, unknown> => JSON.parse(line))

test('a plan that is stale by now leaves a warning on the Service and one line in the log, naming who and why', async () => {
  const body = order(await plan('refused-stale', second))
  await plane.administrator.patchService(home, 'refused-stale', { spec: { externalName: 'third.example.org' } })
  expect((await call('/changes', body)).status).toBe(409)
  const event = await told(body.changeId)
  expect(event).toMatchObject({
    ...{ type: 'Warning', reason: 'PlanStale', action: 'retarget' },
    regarding: { kind: 'Service', name: 'refused-stale' },
    metadata: { name: `signpost.${body.changeId}.refused-stale` },
  })
  expect(event.note).toContain(`third.example.org to ${second} by admin, change ${body.changeId}`)
  expect(logged(body.changeId)).toEqual([
    expect.objectContaining({ event: 'change-refused', cause: 'stale', by: 'admin', name: 'refused-stale' }),
  ])
  expect((await call('/changes', body)).status).toBe(409)
  expect(await eventsOf(body.changeId)).toHaveLength(1)
})

test('checks that were not passed are named with their evidence, and so is the right that an override lacks', async () => {
  const blocked = await plan('refused-unmet', 'no-such-name.backend.com', 'editor')
  const unmet = order(blocked, { acknowledge: [] })
  expect((await call('/changes', unmet, 'editor')).status).toBe(422)
  const event = await told(unmet.changeId)
  expect(event).toMatchObject({ type: 'Warning', reason: 'ChecksNotPassed' })
  expect(event.note).toContain('(target-resolves)')
  const overrides = blocked.prechecks
    .filter(({ state }) => state === 'block')
    .map(({ code }) => ({ code, reason: 'this is what the test wants' }))
  expect(overrides).not.toEqual([])
  const denied = order(blocked, { overrides })
  expect((await call('/changes', denied, 'editor')).status).toBe(403)
  const forbidden = await told(denied.changeId)
  expect(forbidden).toMatchObject({ type: 'Warning', reason: 'ChangeForbidden' })
  expect(forbidden.note).toContain('override changes.signpost')
})

test('neither somebody without the right to patch nor a malformed order leaves anything', async () => {
  const sound = order(await plan('refused-silent', second))
  const refused = [
    { body: sound, as: 'viewer', status: 403 },
    { body: { ...sound, hash: 'made-up' }, as: 'admin', status: 422 },
    { body: { ...sound, request: { ...sound.request, target: 'NOT A NAME' } }, as: 'admin', status: 422 },
    { body: { ...sound, nonsense: true }, as: 'admin', status: 422 },
  ] as const
  for (const { body, as, status } of refused) expect((await call('/changes', body, as)).status, as).toBe(status)
  // What comes after them is told: they would have been told by then.
  const later = order(await plan('refused-denied', second))
  await plane.administrator.patchService(home, 'refused-denied', { spec: { externalName: 'third.example.org' } })
  expect((await call('/changes', later)).status).toBe(409)
  await told(later.changeId)
  expect(await eventsOf(sound.changeId)).toEqual([])
  expect(logged(sound.changeId)).toEqual([])
})
