import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dependenciesPageSchema, dependencyDetailSchema } from '@/lib/contract/dependencies'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import { sessionSchema } from '@/lib/contract/session'
import { severityHistorySchema } from '@/lib/contract/severity-history'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readEvents } from './event-reader.ts'

type Name = 'admin' | 'viewer' | 'editor' | 'nobody'

let plane: TestPlane
let running: RunningConsole
let cluster: string

const hiddenHost = 'vault.identity-test.example'

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace('identity-test'),
    alias('identity-test', 'ledger', 'api-v1.backend.com'),
    alias('identity-test', 'vault', hiddenHost),
    alias('editor-home', 'api', 'api-v1.backend.com'),
    alias('editor-home', 'api-blue', 'api-v1.backend.com'),
    alias('editor-home', 'api-green', 'api-v2.backend.com'),
  )
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token', SIGNPOST_STREAM_LIMIT: '5' })
  cluster = (await list('admin')).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace('identity-test')
  for (const name of ['api', 'api-blue', 'api-green']) await plane?.administrator.deleteService('editor-home', name)
  await plane?.close()
})

const as = (name: Name) => ({ authorization: `Bearer ${plane.token(name)}` })

async function call(name: Name, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${running.url}/api/v1${path}`, { ...init, headers: { ...as(name), ...init.headers } })
}

async function list(name: Name) {
  return servicesPageSchema.parse(await (await call(name, '/services?limit=500')).json())
}

function plan(name: Name, namespaceName: string, service: string): Promise<Response> {
  const body = JSON.stringify({
    kind: 'retarget',
    service: { cluster, namespace: namespaceName, name: service },
    target: 'api-v2.backend.com',
  })
  return call(name, '/plans', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

describe('identities', () => {
  test('answers nothing but health and the contract without one', async () => {
    for (const path of [
      '/services',
      '/groups',
      '/dependencies',
      '/events',
      '/session',
      `/services/${cluster}/identity-test/ledger`,
    ]) {
      expect((await fetch(`${running.url}/api/v1${path}`)).status, path).toBe(401)
    }
    for (const path of ['/healthz', '/readyz', '/api/openapi.json'])
      expect((await fetch(`${running.url}${path}`)).status, path).toBe(200)
  })

  test('refuses a token that the API server does not know', async () => {
    const response = await fetch(`${running.url}/api/v1/services`, { headers: { authorization: 'Bearer forged' } })
    expect(response.status).toBe(401)
    expect(problemSchema.parse(await response.json()).code).toBe('unauthenticated')
  })

  test('names the viewer as the API server does and ignores headers that impersonate', async () => {
    const session = sessionSchema.parse(
      await (await call('viewer', '/session', { headers: { 'impersonate-user': 'admin' } })).json(),
    )
    expect(session.identity).toMatchObject({ user: 'viewer', mode: 'token' })
  })

  test('shows the viewer everything, the editor one namespace, nobody nothing', async () => {
    const namespacesOf = async (name: Name) => new Set((await list(name)).items.map((row) => row.namespace))
    expect(await namespacesOf('viewer')).toEqual(await namespacesOf('admin'))
    expect(await namespacesOf('viewer')).toContain('identity-test')
    expect(await namespacesOf('editor')).toEqual(new Set(['editor-home']))
    const empty = await list('nobody')
    expect(empty).toMatchObject({ items: [], total: 0 })
    expect(Object.values(empty.facets).flatMap((counts) => Object.keys(counts))).toEqual([])
  })

  test('hides one object from whoever may not get it as if it did not exist', async () => {
    const path = `/services/${cluster}/identity-test/ledger`
    expect((await call('viewer', path)).status).toBe(200)
    for (const name of ['editor', 'nobody'] as const) {
      for (const tail of ['', '/resolution', '/manifest', '/describe', '/diagram', '/changes']) {
        expect((await call(name, `${path}${tail}`)).status, `${name} ${tail}`).toBe(404)
      }
    }
  })

  test('counts to a host only the aliases that one may list, and hides a host without any', async () => {
    const read = async (name: Name) => dependenciesPageSchema.parse(await (await call(name, '/dependencies')).json())
    const viewer = await read('viewer')
    expect(viewer.items.map(({ host }) => host)).toContain(hiddenHost)
    const editor = await read('editor')
    expect(editor.items.map(({ host }) => host)).not.toContain(hiddenHost)
    for (const item of editor.items) expect(item.namespaces).toEqual({ first: ['editor-home'], total: 1 })
    expect(editor.items.find(({ host }) => host === 'api-v1.backend.com')?.aliases).toBe(2)
    const nobody = await read('nobody')
    expect(nobody).toMatchObject({ items: [], total: 0 })
    expect(Object.values(nobody.facets).flatMap((counts) => Object.keys(counts))).toEqual([])
  })

  test('tells of one host only what its aliases that one may list tell', async () => {
    const path = '/dependencies/api-v1.backend.com'
    const detail = dependencyDetailSchema.parse(await (await call('editor', path)).json())
    expect(new Set(detail.aliases.items.map((row) => row.namespace))).toEqual(new Set(['editor-home']))
    expect(detail.diagram).not.toContain('identity-test')
    for (const tail of ['', '/diagram']) {
      expect((await call('viewer', `/dependencies/${hiddenHost}${tail}`)).status).toBe(200)
      expect((await call('editor', `/dependencies/${hiddenHost}${tail}`)).status).toBe(404)
      expect((await call('nobody', `${path}${tail}`)).status).toBe(404)
    }
    const told = { headers: { 'x-request-id': 'identity-test' } }
    const hidden = await (await call('editor', `/dependencies/${hiddenHost}`, told)).text()
    const absent = await (await call('editor', '/dependencies/absent.identity-test.example', told)).text()
    expect(hidden.replaceAll(hiddenHost, '')).toBe(absent.replaceAll('absent.identity-test.example', ''))
  })

  test('tells the viewer which verb a change needs, and lets the editor plan at home only', async () => {
    const denied = await plan('viewer', 'identity-test', 'ledger')
    expect(denied.status).toBe(403)
    expect(problemSchema.parse(await denied.json()).detail).toMatch(/patch services.*identity-test/)
    expect((await plan('editor', 'editor-home', 'api')).status).toBe(200)
    expect((await plan('editor', 'identity-test', 'ledger')).status).toBe(403)
    expect((await plan('nobody', 'editor-home', 'api')).status).toBe(403)
  })

  test('counts the last day for each identity over the namespaces it may list, and no others', async () => {
    const first = async (name: Name, query = '') => {
      const answer = await (await call(name, `/services/history${query}`)).json()
      return severityHistorySchema.parse(answer).samples[0]
    }
    await poll(() => first('viewer'), { what: 'the first count', timeoutMs: 25_000, everyMs: 500 })
    const counted = async (name: Name, query = '') => {
      const { critical = 0, warning = 0, unknown = 0, info = 0, ok = 0 } = (await first(name, query)) ?? {}
      return critical + warning + unknown + info + ok
    }
    expect(await counted('viewer', '?namespace=identity-test')).toBe(2)
    expect(await counted('viewer', `?namespace=identity-test&cluster=!${cluster}`)).toBe(0)
    expect(await counted('viewer')).toBeGreaterThan(await counted('editor'))
    expect(await counted('editor')).toBe(await counted('viewer', '?namespace=editor-home'))
    expect(await counted('editor')).toBeGreaterThanOrEqual(3)
    expect(await counted('editor', '?namespace=identity-test')).toBe(0)
    expect(await counted('nobody')).toBe(0)
    expect((await call('viewer', '/services/history?stepSeconds=1')).status).toBe(422)
  })

  test('never mixes answers of identities that ask at the same time', async () => {
    const names = ['viewer', 'editor', 'nobody'] as const
    const rounds = Array.from({ length: 60 }, (_, index) => names[index % names.length] ?? 'nobody')
    const answers = await Promise.all(rounds.map(async (name) => ({ name, rows: (await list(name)).items })))
    for (const { name, rows } of answers) {
      const seen = new Set(rows.map((row) => row.namespace))
      if (name === 'nobody') expect(seen).toEqual(new Set())
      if (name === 'editor') expect(seen).toEqual(new Set(['editor-home']))
      if (name === 'viewer') expect(seen).toContain('identity-test')
    }
  })

  test('gives one identity so many streams and no more, whatever others have open, and a place back with each that ends', async () => {
    const own = await Promise.all(Array.from({ length: 5 }, () => readEvents(running.url, as('nobody'))))
    try {
      const refused = await call('nobody', '/events')
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
      expect(problemSchema.parse(await refused.json()).code).toBe('rate-limited')
      await (await readEvents(running.url, as('viewer'))).stop()
      await own.pop()?.stop()
      await poll(
        async () =>
          readEvents(running.url, as('nobody')).then(
            (reader) => own.push(reader) > 0,
            () => false,
          ),
        {
          what: 'a place is free again',
          timeoutMs: 5000,
        },
      )
    } finally {
      await Promise.all(own.map((reader) => reader.stop()))
      // The server learns of each end a moment later.
      const again = () =>
        readEvents(running.url, as('nobody')).then(
          (reader) => reader.stop().then(() => true),
          () => false,
        )
      await poll(again, { what: 'all places are free again', timeoutMs: 5000 })
    }
  })

  test('streams to each identity only the rows it may list, and the same revisions to all', async () => {
    const [viewer, editor, nobody] = await Promise.all(
      (['viewer', 'editor', 'nobody'] as const).map((name) => readEvents(running.url, as(name))),
    )
    if (!viewer || !editor || !nobody) throw new Error('a stream is missing')
    try {
      const annotate = (place: string, name: string) =>
        plane.administrator.patchService(place, name, { metadata: { annotations: { seen: String(Date.now()) } } })
      await annotate('identity-test', 'ledger')
      await annotate('editor-home', 'api')
      await poll(
        async () => viewer.rows.some((row) => row.name === 'ledger') && editor.rows.some((row) => row.name === 'api'),
        { what: 'both rows', timeoutMs: 5000 },
      )
      await poll(async () => nobody.revisions.at(-1) === viewer.revisions.at(-1), {
        what: 'equal revisions',
        timeoutMs: 5000,
      })
      expect(new Set(editor.rows.map((row) => row.namespace))).toEqual(new Set(['editor-home']))
      expect(nobody.rows).toEqual([])
    } finally {
      await Promise.all([viewer.stop(), editor.stop(), nobody.stop()])
    }
  })
})
