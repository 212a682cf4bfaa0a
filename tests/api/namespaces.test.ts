import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namespaceSchema, namespacesPageSchema } from '@/lib/contract/namespaces'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import type { Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

let plane: TestPlane
let running: RunningConsole
let cluster: string
const made: string[] = []

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace('namespaces-test'),
    alias('namespaces-test', 'a', 'api-v1.backend.com'),
    alias('namespaces-test', 'b', 'api-v1.backend.com'),
  )
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token' })
  const first = await call('admin', '/services?limit=1')
  cluster = servicesPageSchema.parse(await first.json()).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  for (const name of ['namespaces-test', ...made]) await plane?.administrator.deleteNamespace(name)
  await plane?.close()
})

function call(identity: Identity, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${plane.token(identity)}`, ...init.headers }
  return fetch(`${running.url}/api/v1${path}`, { ...init, headers })
}

async function list(identity: Identity, query = '') {
  return namespacesPageSchema.parse(await (await call(identity, `/namespaces?cluster=${cluster}${query}`)).json())
}

function create(identity: Identity, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return call(identity, '/namespaces', { method: 'POST', headers, body: JSON.stringify({ cluster, ...body }) })
}

const problemOf = async (answer: Response) => problemSchema.parse(await answer.json())

describe('namespaces over the API', () => {
  test('lists them with what one may do there, to each as they may know it', async () => {
    const of = (page: Awaited<ReturnType<typeof list>>, name: string) => page.items.find((item) => item.name === name)
    const admin = await list('admin')
    expect(of(admin, 'namespaces-test')).toMatchObject({ aliases: 2, canCreateServices: true })
    expect(admin.canCreateNamespace).toBe(true)
    const viewer = await list('viewer')
    expect(of(viewer, 'namespaces-test')).toMatchObject({ aliases: 2, canCreateServices: false })
    expect(viewer.canCreateNamespace).toBe(false)
    const editor = await list('editor')
    expect(editor.items).toMatchObject([{ name: 'editor-home', canCreateServices: true }])
    expect(editor).toMatchObject({ total: 1, canCreateNamespace: false })
    expect(await list('nobody')).toEqual({ items: [], total: 0, offset: 0, canCreateNamespace: false })
  })

  test('tells of one that is asked for by name what its aliases carry, and nobody who may not list them', async () => {
    const owner = async (identity: Identity) => {
      const { items } = await list(identity, '&name=namespaces-test')
      return items.map(({ practice }) => practice?.find(({ key }) => key === 'a8r.io/owner'))
    }
    const carried = { map: 'annotations', key: 'a8r.io/owner', carriedBy: 0, common: null }
    expect(await owner('admin')).toEqual([carried])
    expect(await owner('viewer')).toEqual([carried])
    expect(await owner('editor')).toEqual([])
    const odd = await call('admin', `/namespaces?cluster=${cluster}&name=Not_A_Name`)
    expect(odd.status).toBe(422)
    expect(await problemOf(odd)).toMatchObject({ causes: [{ field: 'name' }] })
  })

  test('filters, and answers in windows', async () => {
    const found = await list('admin', '&q=namespaces-te')
    expect(found.items.map(({ name }) => name)).toEqual(['namespaces-test'])
    const all = await list('admin')
    const window = await list('admin', '&offset=1&limit=1')
    expect(window).toMatchObject({ total: all.total, offset: 1, items: [{ name: all.items[1]?.name }] })
  })

  test('creates one with labels, as the viewer, and shows it in the next list', async () => {
    made.push('namespaces-test-new')
    const labels = { purpose: 'external-services', environment: 'prod' }
    const answer = await create('admin', { name: 'namespaces-test-new', labels })
    expect(answer.status).toBe(201)
    expect(namespaceSchema.parse(await answer.json())).toEqual({
      ...{ cluster, name: 'namespaces-test-new', purpose: 'external-services', environment: 'production' },
      ...{ owner: null, aliases: 0, canCreateServices: true, practice: null },
    })
    const shown = () => list('admin', '&q=namespaces-test-new')
    await poll(async () => (await shown()).total === 1, { what: 'the namespace in the list', timeoutMs: 5000 })
    expect((await shown()).items).toMatchObject([{ purpose: 'external-services', aliases: 0 }])
  })

  test('lets nobody create Services in one that is on its way out', async () => {
    const name = 'namespaces-test-leaving'
    await plane.administrator.apply(namespace(name), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'held', namespace: name, finalizers: ['signpost.example/held'] },
      spec: { type: 'ExternalName', externalName: 'api-v1.backend.com' },
    })
    const may = async () => (await list('admin', `&q=${name}`)).items[0]?.canCreateServices
    await poll(async () => (await may()) === true, { what: 'the namespace in the list', timeoutMs: 5000 })
    await plane.administrator.deleteNamespace(name)
    await poll(async () => (await may()) === false, { what: 'no more creating there', timeoutMs: 5000 })
    await plane.administrator.patchService(name, 'held', { metadata: { finalizers: null } })
    await poll(async () => (await may()) === undefined, { what: 'the namespace gone', timeoutMs: 20_000 })
  })

  test('refuses whoever may not, naming the right', async () => {
    for (const identity of ['viewer', 'editor', 'nobody'] as const) {
      const answer = await create(identity, { name: 'namespaces-test-denied' })
      expect(answer.status, identity).toBe(403)
      const problem = await problemOf(answer)
      expect(problem).toMatchObject({ code: 'forbidden', verb: 'create', resource: 'namespaces' })
      expect(problem.detail).toContain(`User "${identity}" cannot create resource "namespaces"`)
    }
    expect((await list('admin', '&q=namespaces-test-denied')).total).toBe(0)
  })

  test('says that one exists, and what the API server has against labels', async () => {
    const exists = await create('admin', { name: 'namespaces-test' })
    expect(exists.status).toBe(409)
    expect((await problemOf(exists)).code).toBe('already-exists')
    const refused = await create('admin', { name: 'namespaces-test-odd', labels: { purpose: 'not a value' } })
    expect(refused.status).toBe(422)
    const [cause] = (await problemOf(refused)).causes ?? []
    expect(cause).toMatchObject({ field: 'metadata.labels' })
    expect(cause?.message).toContain('a valid label must be an empty string or consist of')
  })

  test('refuses a name that is no DNS label before anybody is asked', async () => {
    for (const name of ['Shop', 'shop.prod', '-shop', 'n'.repeat(64), '../default', '']) {
      const answer = await create('admin', { name })
      expect(answer.status, name).toBe(422)
      const problem = await problemOf(answer)
      expect(
        problem.causes?.map(({ field }) => field),
        name,
      ).toEqual(['name'])
      expect(problem.detail, name).toContain('must be a DNS label')
    }
  })

  test('refuses what it does not know, and answers for no other cluster', async () => {
    expect((await create('admin', { name: 'x', annotations: {} })).status).toBe(422)
    const labels = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`l${index}`, 'x']))
    expect((await problemOf(await create('admin', { name: 'x', labels }))).detail).toContain('at most 32 labels')
    expect((await create('admin', { name: 'x', cluster: 'elsewhere' })).status).toBe(404)
    expect((await call('admin', '/namespaces?cluster=elsewhere')).status).toBe(404)
    expect((await call('admin', '/namespaces')).status).toBe(422)
    expect((await fetch(`${running.url}/api/v1/namespaces?cluster=${cluster}`)).status).toBe(401)
  })
})
