import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import { targetCheckSchema } from '@/lib/contract/targets'
import type { Identity } from '../control-plane/identities.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

let plane: TestPlane
let running: RunningConsole
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace('targets-test'),
    alias('targets-test', 'first', 'api-v1.backend.com.', { owner: 'checkout' }),
    alias('editor-home', 'second', 'api-v1.backend.com'),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'plain', namespace: 'targets-test' },
      spec: { ports: [{ name: 'pg', port: 5432 }] },
    },
  )
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token', SIGNPOST_ASK_LIMIT: '30' })
  const first = await call('admin', '/services?limit=1')
  cluster = servicesPageSchema.parse(await first.json()).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace('targets-test')
  await plane?.administrator.deleteService('editor-home', 'second')
  await plane?.close()
})

function call(identity: Identity, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${plane.token(identity)}`, ...init.headers }
  return fetch(`${running.url}/api/v1${path}`, { ...init, headers })
}

function ask(identity: Identity, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const asked = { cluster, namespace: 'targets-test', ...body }
  return call(identity, '/targets', { method: 'POST', headers, body: JSON.stringify(asked) })
}

async function check(identity: Identity, body: object) {
  return targetCheckSchema.parse(await (await ask(identity, body)).json())
}

/** The duplicates that were made here: other files of a control plane that all share may lead to the same host. */
function ofThese({ duplicates }: Awaited<ReturnType<typeof check>>) {
  return duplicates.filter(({ name }) => name === 'first' || name === 'second')
}

describe('targets over the API', () => {
  test('asks each vantage and names who leads there already', async () => {
    const found = await check('admin', { target: 'API-v1.backend.com.', name: 'third' })
    expect(found).toMatchObject({ target: 'api-v1.backend.com', form: { kind: 'refused' }, service: null })
    expect(found.vantages.map(({ vantage, verdict }) => [vantage, verdict.severity])).toEqual([
      ['cluster', 'ok'],
      ['outside', 'ok'],
    ])
    expect(found.duplicatesTotal).toBeGreaterThanOrEqual(2)
    expect(ofThese(found)).toEqual([
      { cluster, namespace: 'editor-home', name: 'second', owner: null },
      { cluster, namespace: 'targets-test', name: 'first', owner: 'checkout' },
    ])
  })

  test('an alias is no duplicate of itself, and none is named that one may not list', async () => {
    const own = await check('admin', { target: 'api-v1.backend.com', name: 'first' })
    expect(ofThese(own).map(({ name }) => name)).toEqual(['second'])
    const editor = await check('editor', { namespace: 'editor-home', target: 'api-v1.backend.com' })
    expect(editor).toMatchObject({ duplicatesTotal: 1, duplicates: [{ namespace: 'editor-home', name: 'second' }] })
  })

  test('recognises the provider, its port and the name that certificates are for', async () => {
    const target = 'rec-7f2c.execute-api.us-east-1.amazonaws.com'
    expect(await check('admin', { target })).toMatchObject({
      form: { kind: 'name', why: null },
      provider: 'AWS API Gateway',
      useCase: 'third-party-api',
      suggestedPorts: [{ name: 'https', port: 443, protocol: 'TCP' }],
      portsBecause: 'AWS API Gateway listens at 443.',
      tlsName: target,
      ...{ probes: [], notProbed: 'Probing is off: the settings have to name namespaces, suffixes and ports.' },
    })
  })

  test('follows a target inside the cluster to its Service, with its ports', async () => {
    const there = await check('admin', { target: 'plain.targets-test.svc.cluster.local' })
    expect(there).toMatchObject({
      form: { kind: 'in-cluster', why: null },
      useCase: 'namespace-alias',
      service: { steps: [{ namespace: 'targets-test', service: 'plain', type: 'ClusterIP' }], severity: 'critical' },
      suggestedPorts: [{ name: 'pg', port: 5432, protocol: 'TCP' }],
      tlsName: null,
    })
    expect(there.service?.says).toContain('no endpoint at all')
    const missing = await check('admin', { target: 'absent.targets-test.svc.cluster.local' })
    expect(missing.service).toMatchObject({ severity: 'critical', steps: [] })
    // What the editor may not read is unknown to them, there or not.
    const hidden = await check('editor', {
      namespace: 'editor-home',
      target: 'plain.targets-test.svc.cluster.local',
    })
    expect(hidden.service).toMatchObject({ severity: 'unknown', steps: [] })
    expect(hidden.suggestedPorts).toEqual([])
  })

  test.each([
    ['10.0.0.1', 'ip-literal', 'IP_LITERAL'],
    ['no_such*name', 'refused', 'INVALID_NAME'],
    [`${'l'.repeat(64)}.example.net`, 'long-label', 'INVALID_NAME'],
  ])('asks nobody for %s', async (target, kind, code) => {
    const found = await check('admin', { target })
    expect(found.form.kind).toBe(kind)
    expect(new Set(found.vantages.map(({ verdict }) => verdict.code))).toEqual(new Set([code]))
  })

  test('is nobody’s resolver: whoever may not write the alias is told the right', async () => {
    for (const identity of ['viewer', 'nobody', 'editor'] as const) {
      const answer = await ask(identity, { target: 'api-v1.backend.com', name: 'first' })
      expect(answer.status, identity).toBe(403)
      const problem = problemSchema.parse(await answer.json())
      expect(problem).toMatchObject({ verb: 'create', resource: 'services', namespace: 'targets-test' })
      expect(problem.detail).toContain('may not create services in namespace targets-test, or patch first there')
    }
  })

  test('refuses what it does not know, and answers for no other cluster', async () => {
    expect((await ask('admin', { target: '' })).status).toBe(422)
    expect((await ask('admin', { target: 'a.example', resolver: '8.8.8.8' })).status).toBe(422)
    expect((await ask('admin', { target: 'x'.repeat(2000) })).status).toBe(422)
    expect((await ask('admin', { target: 'a.example', namespace: 'No' })).status).toBe(422)
    expect((await ask('admin', { target: 'a.example', cluster: 'elsewhere' })).status).toBe(404)
  })

  test('counts each ask against the limit, and says when the next one may be', async () => {
    const answers = await Promise.all(
      Array.from({ length: 31 }, (_, index) => ask('admin', { target: `n${index}.flood.example` })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    // What needs no question is answered still.
    expect((await ask('admin', { target: '10.0.0.1' })).status).toBe(200)
  })
})

describe('targets while a resolver is silent', () => {
  test('answers within five seconds, and calls unknown what did not answer', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    await once(silent, 'listening')
    const resolver = `127.0.0.1:${silent.address().port}`
    const beside = await startConsole(plane, { SIGNPOST_RESOLVERS: resolver })
    try {
      const askedAt = performance.now()
      const answer = await fetch(`${beside.url}/api/v1/targets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ cluster, namespace: 'targets-test', target: 'api-v2.backend.com' }),
      })
      const found = targetCheckSchema.parse(await answer.json())
      expect(performance.now() - askedAt).toBeLessThan(5000)
      expect(found.vantages.map(({ vantage, verdict }) => [vantage, verdict.severity])).toEqual([
        ['cluster', 'ok'],
        ['outside', 'unknown'],
      ])
    } finally {
      await beside.stop()
      silent.close()
    }
  })
})
