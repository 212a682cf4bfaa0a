import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dependenciesPageSchema, dependencyDetailSchema } from '@/lib/contract/dependencies'
import { podLookupSchema } from '@/lib/contract/pod-lookup'
import { problemSchema } from '@/lib/contract/problem'
import { resolutionSchema } from '@/lib/contract/resolution'
import { serviceDetailSchema, servicesPageSchema } from '@/lib/contract/services'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readEvents } from './event-reader.ts'

let plane: TestPlane
let running: RunningConsole
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace('api-test'),
    alias('api-test', 'orders', 'api-v1.backend.com.', { owner: 'orders-team' }),
    alias('api-test', 'gone', 'lone-host.example.org'),
    alias('api-test', 'by-ip', '192.168.1.100'),
  )
  running = await startConsole(plane)
  cluster = (await list('limit=1')).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace('api-test')
  await plane?.close()
})

async function list(query: string) {
  return servicesPageSchema.parse(await (await fetch(`${running.url}/api/v1/services?${query}`)).json())
}

async function listBesideConsole() {
  const services = await plane.administrator.listAliases()
  return services.map(({ metadata, spec }) => ({ ...metadata, target: spec.externalName?.replace(/\.$/, '') ?? null }))
}

const at = (name: string, tail = '') => `${running.url}/api/v1/services/${cluster}/api-test/${name}${tail}`

describe('the API', () => {
  test('lists exactly the aliases that the API server has, with normalised targets', async () => {
    const places = (items: { namespace: string; name: string; target: string | null }[]) =>
      items.map(({ namespace, name, target }) => `${namespace}/${name} ${target}`).sort()
    // Namespaces of other tests may still be on their way out, so that both sides move.
    await poll(
      async () => {
        const page = await list('limit=500')
        const wanted = await listBesideConsole()
        expect(places(page.items)).toEqual(places(wanted))
        expect(page.total).toBe(wanted.length)
        return true
      },
      { what: 'equal lists', timeoutMs: 15_000 },
    )
  })

  test('gives one alias with its owner, its permissions and what is wrong with it', async () => {
    const detail = serviceDetailSchema.parse(await (await fetch(at('orders'))).json())
    expect(detail.row.owner).toEqual({ value: 'orders-team', source: 'owner' })
    expect(detail.permissions).toContainEqual({
      verb: 'patch',
      resource: 'services',
      namespace: 'api-test',
      allowed: true,
    })
    await fetch(at('gone', '/resolution'), { method: 'POST' })
    const broken = serviceDetailSchema.parse(await (await fetch(at('gone'))).json())
    expect(broken.findings[0]).toMatchObject({ code: 'NXDOMAIN_ORIGIN', severity: 'critical' })
  })

  test('asks now from both vantages, the Service name first', async () => {
    const ask = async () =>
      resolutionSchema.parse(await (await fetch(at('orders', '/resolution'), { method: 'POST' })).json())
    // CoreDNS takes a new Service up a moment later, and later still when the API server was away before.
    await poll(async () => (await ask()).vantages[0]?.hops[0]?.type === 'CNAME', { what: 'CoreDNS', timeoutMs: 40_000 })
    const resolution = await ask()
    expect(resolution.vantages.map(({ vantage }) => vantage)).toEqual(['cluster', 'outside'])
    expect(resolution.vantages[0]?.hops[0]).toMatchObject({
      owner: 'orders.api-test.svc.cluster.local',
      type: 'CNAME',
      data: 'api-v1.backend.com',
    })
    expect(resolution.vantages.map(({ verdict }) => verdict.severity)).toEqual(['ok', 'ok'])
  })

  test('asks nobody for an IP literal and calls it critical', async () => {
    const resolution = resolutionSchema.parse(
      await (await fetch(at('by-ip', '/resolution'), { method: 'POST' })).json(),
    )
    expect(resolution.vantages.map(({ verdict }) => verdict.code)).toEqual(['IP_LITERAL', 'IP_LITERAL'])
  })

  test('looks the short name up as a pod of another namespace does, and names a namespace that is none', async () => {
    const answer = await fetch(at('orders', '/lookup?namespace=web'))
    const { name, asked } = podLookupSchema.parse(await answer.json())
    expect(name).toBe('orders.api-test')
    expect(asked[0]).toMatchObject({ name: 'orders.api-test.web.svc.cluster.local', outcome: 'no-name' })
    const refused = await fetch(at('orders', '/lookup?namespace=No%20Namespace'))
    expect(refused.status).toBe(422)
    expect(problemSchema.parse(await refused.json()).causes?.map(({ field }) => field)).toEqual(['namespace'])
  })

  test('writes a manifest that the API server takes as it is, and a description', async () => {
    const manifest = await (await fetch(at('orders', '/manifest'))).text()
    expect(manifest).not.toMatch(/uid:|resourceVersion:|managedFields:|creationTimestamp:|status:|last-applied/)
    await plane.administrator.tryService('api-test', 'orders', manifest)
    const description = await (await fetch(at('orders', '/describe'))).text()
    expect(description).toMatch(/^External Name: +api-v1\.backend\.com\.?$/m)
  })

  test('streams an outside change to every reader with consecutive revisions', async () => {
    const reader = await readEvents(running.url)
    try {
      await plane.administrator.patchService('api-test', 'orders', { spec: { externalName: 'api-v2.backend.com' } })
      await poll(async () => reader.rows.some((row) => row.name === 'orders' && row.target === 'api-v2.backend.com'), {
        what: 'the patch',
        timeoutMs: 5000,
      })
      const [first = 0] = reader.revisions
      expect(reader.revisions).toEqual(reader.revisions.map((_, index) => first + index))
    } finally {
      await reader.stop()
    }
  })
})

describe('bad input', () => {
  const json = { 'content-type': 'application/json' }
  const post = (body: string, headers: Record<string, string> = json): RequestInit => ({
    method: 'POST',
    body,
    headers,
  })

  test.each<[string, string, RequestInit, number, string]>([
    ['an unknown parameter', '/services?nonsense=1', {}, 422, 'nonsense'],
    ['a negative limit', '/services?limit=-1', {}, 422, 'limit'],
    ['a limit over 500', '/services?limit=501', {}, 422, 'limit'],
    ['an offset that is no number', '/services?offset=x', {}, 422, 'offset'],
    ['a sort key with a NUL', '/services?sort=%00', {}, 422, 'sort'],
    ['a severity that does not exist', '/services?severity=bad', {}, 422, 'severity'],
    ['malformed JSON', '/plans', post('{'), 400, 'body'],
    ['a JSON array', '/plans', post('[]'), 422, 'body'],
    ['an unknown member', '/plans', post('{"kind":"switch","to":"blue","x":1}'), 422, 'x'],
    ['a change id that is no UUID', '/changes', post('{"request":{},"hash":"h","changeId":"x"}'), 422, 'changeId'],
    ['a body over 1 MiB', '/plans', post(`{"x":"${'a'.repeat(1_100_000)}"}`), 413, 'body'],
  ])('names the field for %s', async (_, path, init, status, field) => {
    const response = await fetch(`${running.url}/api/v1${path}`, init)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(problemSchema.parse(await response.json()).causes?.map((cause) => cause.field)).toContain(field)
  })

  test.each([
    ['an unknown Service', `/services/x/api-test/orders`],
    ['an unknown call', '/nothing'],
    ['a name that no Service can have', '/services/%F0%9F%92%A9/%22%5D/%3Cimg%3E'],
  ])('answers 404 for %s', async (_, path) => {
    const response = await fetch(`${running.url}/api/v1${path}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each(['%2f', '..%2f', 'a'.repeat(300)])(
    'answers 404 for what was done with the name %s, which no object can have',
    async (name) => {
      for (const tail of [
        `/services/${cluster}/api-test/${name}/changes`,
        `/migrations/${cluster}/api-test/${name}/${randomUUID()}`,
      ])
        expect((await fetch(`${running.url}/api/v1${tail}`)).status, tail).toBe(404)
    },
  )

  test('answers 405 to TRACE', async () => {
    expect((await raw({ method: 'TRACE', path: '/api/v1/services' })).status).toBe(405)
  })

  test.each(['/api/v1/services/%ff/a/b', '/services/%ff/a/b', '/%ff'])(
    'answers 400 for %s, whose encoding is broken',
    async (path) => {
      expect((await raw({ path })).status).toBe(400)
    },
  )

  test('takes JSON only', async () => {
    const response = await fetch(`${running.url}/api/v1/plans`, post('{}', { 'content-type': 'text/plain' }))
    expect(response.status).toBe(415)
  })

  test.each(['evil.example', '127.0.0.1.evil.example'])(
    'answers 421 for the Host %s, on pages and calls, but not on health',
    async (host) => {
      expect((await raw({ path: '/api/v1/services', headers: { host } })).status).toBe(421)
      expect((await raw({ path: '/', headers: { host } })).status).toBe(421)
      expect((await raw({ path: '/healthz', headers: { host } })).status).toBe(200)
    },
  )

  test('refuses a write that another origin sends', async () => {
    const response = await fetch(`${running.url}/api/v1/plans`, post('{}', { ...json, origin: 'http://evil.example' }))
    expect(response.status).toBe(403)
  })

  function raw({
    method = 'GET',
    path,
    headers = {},
  }: {
    method?: string
    path: string
    headers?: Record<string, string>
  }): Promise<{ status: number }> {
    const { hostname, port } = new URL(running.url)
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, method, path, headers }, (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode ?? 0 }))
      })
      request.on('error', reject)
      request.end()
    })
  }

  test('tells a host once, however it is spelled, with all that point at it and what goes down with it', async () => {
    const read = (path: string) => fetch(`${running.url}/api/v1/dependencies${path}`)
    const page = dependenciesPageSchema.parse(await (await read('?q=lone-host.example.org')).json())
    expect(page.items).toMatchObject([
      { host: 'lone-host.example.org', aliases: 1, namespaces: { first: ['api-test'] } },
    ])
    for (const spelling of ['lone-host.example.org', 'LONE-host.example.org.']) {
      const detail = dependencyDetailSchema.parse(await (await read(`/${spelling}`)).json())
      expect(detail).toMatchObject({ dependency: { host: 'lone-host.example.org' }, aliases: { total: 1 } })
    }
    const diagram = await read('/lone-host.example.org/diagram')
    expect(diagram.headers.get('content-type')).toContain('text/plain')
    expect(await diagram.text()).toMatch(/^flowchart LR\n/)
  })

  test.each([
    ['sort', '?sort=colour'],
    ['limit', '?limit=501'],
    ['severity', '?severity=purple'],
    ['colour', '?colour=red'],
    ['host', `/${'a'.repeat(255)}`],
  ])('names the field %s of a question for dependencies that is wrong', async (field, path) => {
    const response = await fetch(`${running.url}/api/v1/dependencies${path}`)
    expect([400, 422]).toContain(response.status)
    const { causes } = problemSchema.parse(await response.json())
    expect(causes?.map((cause) => cause.field)).toContain(field)
  })
})
