import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChangeView,
  changeSchema,
  changesListSchema,
  planSchema,
  serviceChangesSchema,
} from '@/lib/contract/changes'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

type Name = 'admin' | 'viewer' | 'editor' | 'nobody'

const home = 'changes-api'
const first = 'api-v1.backend.com'
const second = 'api-v2.backend.com'
let plane: TestPlane
let one: RunningConsole
let other: RunningConsole
let cluster: string
let createdAt = 0

const secondsSince = (atMs: number) => (Date.now() - atMs) / 1000

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(home),
    alias(home, 'orders', first),
    alias(home, 'goes', first),
    alias(home, 'outside', first),
    alias(home, 'retyped', first),
    alias(home, 'rewritten', first),
  )
  createdAt = Date.now()
  const env = { SIGNPOST_AUTH: 'token' }
  one = await startConsole(plane, env)
  other = await startConsole(plane, env)
  cluster = servicesPageSchema.parse(await read('/services?limit=1')).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()])
  await plane?.administrator.deleteNamespace(home)
  await plane?.close()
})

function call(path: string, { as = 'admin', at = one, body }: { as?: Name; at?: RunningConsole; body?: object } = {}) {
  const headers = { authorization: `Bearer ${plane.token(as)}`, 'content-type': 'application/json' }
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
  return fetch(`${at.url}/api/v1${path}`, init)
}

async function read(path: string, options: Parameters<typeof call>[1] = {}): Promise<unknown> {
  return (await call(path, options)).json()
}

const list = async (query: string, options: Parameters<typeof call>[1] = {}) =>
  changesListSchema.parse(await read(`/changes?namespace=${home}&${query}`, options))
const historyOf = async (name: string, options: Parameters<typeof call>[1] = {}) =>
  serviceChangesSchema.parse(await read(`/services/${cluster}/${home}/${name}/changes`, options))
const until = <Value>(what: string, ask: () => Promise<Value | undefined | false>) =>
  poll(ask, { what, timeoutMs: 20_000, everyMs: 100 })

async function retarget(name: string, target: string, reason: string): Promise<ChangeView> {
  const request = { kind: 'retarget', service: { cluster, namespace: home, name }, target }
  await until(`the watch shows ${name}`, async () => (await call(`/services/${cluster}/${home}/${name}`)).ok)
  const plan = planSchema.parse(await read('/plans', { body: request }))
  const codes = (state: string) => plan.prechecks.filter((check) => check.state === state).map(({ code }) => code)
  const overrides = codes('block').map((code) => ({ code, reason: 'this is what the test wants' }))
  const consent = { acknowledge: codes('warn'), overrides, reason }
  const body = { request, hash: plan.hash, changeId: crypto.randomUUID(), ...consent }
  return changeSchema.parse(await read('/changes', { body }))
}

describe('GET /changes', () => {
  test('tells a change of one console on every other one, with who and why', async () => {
    const change = await retarget('orders', second, 'second source')
    const found = await until('the other console has it', async () =>
      (await list('name=orders', { at: other })).items.find(({ id }) => id === change.id),
    )
    expect(found).toMatchObject({ kind: 'retarget', by: 'admin', reason: 'second source', to: { target: second } })
    expect((await list('name=orders&kind=!retarget')).total).toBe(0)
    expect((await list('q=second%20source')).items.map(({ id }) => id)).toEqual([change.id])
    expect((await list('within=1h')).partial).toEqual([])
  })

  test('tells what somebody else changed, by its field manager, and says which change that took back', async () => {
    const change = await retarget('outside', second, 'failover drill')
    await plane.administrator.patchService(home, 'outside', { spec: { externalName: first } })
    const found = await until('the outside change is seen', async () => (await list('standing=outside')).items[0])
    expect(found).toMatchObject({
      kind: 'outside',
      state: 'observed-live',
      service: { namespace: home, name: 'outside' },
      from: { target: second },
      to: { target: first },
      undoOf: change.id,
    })
    const same = await until('the other console names it alike', async () =>
      (await list('standing=outside', { at: other })).items.find(({ id }) => id === found.id),
    )
    expect(same.by).toBe(found.by)
    expect((await historyOf('outside')).items.map(({ id }) => id)).toEqual([found.id, change.id])
    const alone = await read(`/changes/${cluster}/${home}/outside/${found.id}`)
    expect(changeSchema.parse(alone).by).toBe(found.by)
  })

  test('keeps the history of a Service that was deleted, and 404s where there never was one', async () => {
    const change = await retarget('goes', second, 'its last change')
    await plane.administrator.deleteService(home, 'goes')
    await until('the Service is gone', async () => (await call(`/services/${cluster}/${home}/goes`)).status === 404)
    const history = await historyOf('goes')
    expect(history.items.map(({ id }) => id)).toContain(change.id)
    expect(history).toMatchObject({
      record: { namespace: home, name: `signpost-history.${home}.goes` },
      isBesideService: true,
    })
    expect((await list('name=goes')).items.map(({ id }) => id)).toContain(change.id)
    const deleted = await until('the deletion is told', async () => (await list('name=goes&kind=outside')).items[0])
    expect(deleted).toMatchObject({ from: { target: second }, to: { type: 'absent', target: null }, by: 'unknown' })
    const same = await until(
      'the other console tells it too',
      async () => (await list('name=goes&kind=outside', { at: other })).items[0],
    )
    expect(same.id).toBe(deleted.id)
    expect((await historyOf('goes')).items.map(({ id }) => id)).toEqual([deleted.id, change.id])
    expect((await call(`/services/${cluster}/${home}/never/changes`)).status).toBe(404)
  })

  test('tells of a Service that somebody made another type what it is now, and not that it was deleted', async () => {
    const ports = [{ port: 80 }]
    await plane.administrator.patchService(home, 'retyped', { spec: { type: 'ClusterIP', externalName: null, ports } })
    const found = await until('it is told', async () => (await list('name=retyped')).items[0])
    expect(found).toMatchObject({
      ...{ kind: 'outside', from: { type: 'ExternalName', target: first } },
      to: { type: 'ClusterIP', target: null },
    })
    expect(found.steps[0]?.note).toContain('The Service is ClusterIP now.')
    expect((await list('name=retyped')).total).toBe(1)
  })

  test('tells after a restart who wrote a target last and when, as the same change as before', async () => {
    await until('a second goes by', async () => secondsSince(createdAt) > 2)
    await plane.administrator.patchService(home, 'rewritten', { spec: { externalName: second } })
    const live = await until('it is told', async () => (await list('name=rewritten')).items[0])
    expect(live).toMatchObject({ kind: 'outside', from: { target: first }, to: { target: second } })
    const restarted = await startConsole(plane, { SIGNPOST_AUTH: 'token' })
    try {
      const found = await until('it is read from the field managers', async () => {
        const page = changesListSchema.parse(await read(`/changes?namespace=${home}&name=rewritten`, { at: restarted }))
        return page.items[0]
      })
      expect(found).toMatchObject({
        ...{ id: live.id, by: live.by, at: live.at, kind: 'outside' },
        ...{ from: { type: 'unknown', target: null }, to: { target: second } },
      })
    } finally {
      await restarted.stop()
    }
  })

  test('shows an identity only what it may list, and no history of what it may not get', async () => {
    expect((await list('', { as: 'viewer' })).total).toBeGreaterThan(0)
    expect(await list('', { as: 'nobody' })).toMatchObject({ items: [], total: 0, facets: { name: {} } })
    expect(await list('', { as: 'editor' })).toMatchObject({ items: [], total: 0 })
    expect((await call(`/services/${cluster}/${home}/orders/changes`, { as: 'nobody' })).status).toBe(404)
    expect((await call(`/services/${cluster}/${home}/goes/changes`, { as: 'editor' })).status).toBe(404)
  })

  test.each([
    ['standing=lost', 'standing'],
    ['within=2y', 'within'],
    ['limit=501', 'limit'],
    ['nonsense=1', 'nonsense'],
  ])('names the field of %s', async (query, field) => {
    const response = await call(`/changes?${query}`)
    expect(response.status).toBe(422)
    expect(problemSchema.parse(await response.json()).causes?.map((cause) => cause.field)).toContain(field)
  })
})

test.each([
  ['selector', { selector: {}, ports: [] }],
  ['addresses', { addresses: [], ports: [] }],
  ['ports', { addresses: ['203.0.113.9'], ports: [{ port: 0 }] }],
  ['addresses[0]', { addresses: ['db.example.com'], ports: [] }],
])('a change to addresses is 422 and names %s where that is wrong', async (field, members) => {
  const request = { kind: 'to-headless', service: { cluster, namespace: home, name: 'orders' }, ...members }
  const response = await call('/plans', { body: request })
  expect(response.status).toBe(422)
  const fields = problemSchema.parse(await response.json()).causes?.map((cause) => cause.field) ?? []
  expect(fields.some((each) => each.startsWith(field))).toBe(true)
})

test('each attempt is one line of JSON in the log of the console that made it', async () => {
  const change = await retarget('orders', first, 'and back')
  const lines = () =>
    one
      .log()
      .split('\n')
      .filter((line) => line.includes(change.id) && line.startsWith('{'))
      .map((line): Record<string, unknown> => JSON.parse(line))
  await until('it is logged', async () => lines().length > 0)
  expect(lines()[0]).toMatchObject({
    level: 'info',
    event: 'change',
    change: change.id,
    namespace: home,
    name: 'orders',
    by: 'admin',
    from: second,
    to: first,
    state: 'applied',
  })
  expect(other.log()).not.toContain(change.id)
})

test('a proposal that names a migration is asked for it, as a change is', async () => {
  const step = { service: { cluster, namespace: home, name: 'orders' }, id: crypto.randomUUID(), phase: 'switch' }
  const request = { kind: 'retarget', service: step.service, target: second }
  for (const path of ['/proposals', '/changes']) {
    const answer = await call(path, { body: { request, hash: 'x', changeId: crypto.randomUUID(), migration: step } })
    expect(answer.status, path).toBe(404)
    expect(problemSchema.parse(await answer.json()).detail).toContain(`No migration ${step.id}`)
  }
})
