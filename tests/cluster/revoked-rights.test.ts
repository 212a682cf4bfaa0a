import { afterAll, beforeAll, expect, test } from 'vitest'
import { servicesPageSchema } from '@/lib/contract/services'
import { type EventReader, readEvents } from '../api/event-reader.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'

const plane = providedControlPlane()
const home = 'revoked-rights'
const mostMs = 60_000
// Two looks a second, and a busy machine.
const slackMs = 5_000

let running: RunningConsole
const readers: EventReader[] = []

async function kubectl(args: readonly string[], stdin = ''): Promise<string> {
  const { stdout, stderr, code } = await plane.kubectl(args, { stdin })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

const account = (name: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: home } })
const bindingOf = (name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name, namespace: home },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'ServiceAccount', name, namespace: home }],
})

beforeAll(async () => {
  const people = ['restricted', 'removed'].flatMap((name) => [account(name), bindingOf(name)])
  const items = [namespace(home), alias(home, 'api', 'api-v1.backend.com'), ...people]
  await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token', SIGNPOST_RATE_LIMIT: '0' })
}, 60_000)

afterAll(async () => {
  await Promise.all(readers.map((reader) => reader.stop()))
  await running?.stop()
  await kubectl(['delete', 'namespace', home, '--wait=false'])
})

/** Somebody whose rights are about to go: signed in, their list read, a stream open that has told them something. */
async function arrive(name: string) {
  const headers = { authorization: `Bearer ${await kubectl(['create', 'token', name, '-n', home])}` }
  const get = (path: string) => fetch(`${running.url}/api/v1${path}`, { headers })
  const names = async () => servicesPageSchema.parse(await (await get('/services')).json()).items.map((row) => row.name)
  const reader = await readEvents(running.url, headers)
  readers.push(reader)
  expect(await names()).toEqual(['api'])
  return { get, names, reader }
}

let turn = 0
const nudge = () => kubectl(['annotate', 'service', 'api', '-n', home, `turn=${++turn}`, '--overwrite'])

test('rights that are taken away, and a token that ends, end within a minute for lists, single objects and open streams alike, and nobody else notices', async () => {
  const restricted = await arrive('restricted')
  const removed = await arrive('removed')
  await nudge()
  for (const { reader } of [restricted, removed])
    await poll(async () => reader.rows.length > 0, { what: 'the stream tells', timeoutMs: 10_000 })

  const atMs = performance.now()
  await kubectl(['delete', 'rolebinding', 'restricted', '-n', home])
  await kubectl(['delete', 'serviceaccount', 'removed', '-n', home])
  await poll(async () => (await restricted.names()).length === 0, {
    what: 'the list is empty',
    timeoutMs: mostMs + slackMs,
    everyMs: 500,
  })
  await poll(async () => (await removed.get('/services')).status === 401, {
    what: 'the token is refused',
    timeoutMs: mostMs,
    everyMs: 500,
  })
  await poll(async () => removed.reader.hasEnded(), { what: 'the stream ends', timeoutMs: mostMs, everyMs: 500 })
  expect(performance.now() - atMs).toBeLessThan(2 * mostMs)
  const [{ cluster } = { cluster: '' }] = servicesPageSchema.parse(
    await (
      await fetch(`${running.url}/api/v1/services`, { headers: { authorization: `Bearer ${plane.token('viewer')}` } })
    ).json(),
  ).items
  expect((await restricted.get(`/services/${cluster}/${home}/api`)).status).toBe(404)
  const told = restricted.reader.rows.length
  const witness = await readEvents(running.url, { authorization: `Bearer ${plane.token('viewer')}` })
  readers.push(witness)
  await nudge()
  await poll(async () => witness.rows.some(({ name }) => name === 'api'), {
    what: 'others are told',
    timeoutMs: 10_000,
  })
  await poll(async () => (restricted.reader.revisions.at(-1) ?? 0) >= (witness.revisions.at(-1) ?? 0), {
    what: 'the stream is as far',
    timeoutMs: 10_000,
  })
  expect(restricted.reader.rows.length).toBe(told)
}, 180_000)
