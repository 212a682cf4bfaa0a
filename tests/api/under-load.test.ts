import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const home = 'load-test'
let plane: TestPlane
let running: RunningConsole
let metrics: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(namespace(home), alias(home, 'orders', 'api-v1.backend.com'))
  const [port = 0] = await freePorts(1)
  metrics = `http://127.0.0.1:${port}/metrics`
  // Of a heap this small the console always uses a tenth.
  running = await startConsole(plane, {
    NODE_OPTIONS: '--max-old-space-size=256',
    SIGNPOST_SHED_MEMORY: '10',
    SIGNPOST_METRICS: `127.0.0.1:${port}`,
  })
  await poll(async () => (await (await fetch(`${running.url}/readyz`)).text()).includes('wait'), {
    what: 'load is shed',
    timeoutMs: 10_000,
    everyMs: 100,
  })
})
afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace(home)
  await plane?.close()
})

const get = (path: string) => fetch(`${running.url}${path}`)

test.each(['/events', '/services?limit=500', '/findings?limit=500', '/environments/export', '/findings/policy'])(
  'a console that is short of memory answers %s with 503, a code, the cause, and when to come again',
  async (path) => {
    const answer = await get(`/api/v1${path}`)
    const { code, detail } = problemSchema.parse(await answer.json())
    expect([answer.status, code, answer.headers.get('retry-after')]).toEqual([503, 'overloaded', '10'])
    expect(detail).toMatch(/\d+ % of the heap is used/)
  },
)

test('it goes on with screens, with what leads to a change, and with changes', async () => {
  for (const path of ['/', '/switches', '/healthz', '/api/v1/services?limit=100', '/api/v1/groups?limit=500'])
    expect((await get(path)).status, path).toBe(200)
  const { items } = await (await get(`/api/v1/services?namespace=${home}`)).json()
  const [{ cluster, name }] = items
  const post = (path: string, body: object) =>
    fetch(`${running.url}/api/v1${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const service = { cluster, namespace: home, name }
  const planned = await post('/plans', { kind: 'annotate', service, annotations: { note: 'under load' } })
  expect(planned.status).toBe(200)
  const { request, hash, prechecks } = await planned.json()
  const acknowledge = prechecks.flatMap(({ state, code }: { state: string; code: string }) =>
    state === 'warn' ? [code] : [],
  )
  const changed = await post('/changes', { request, hash, changeId: crypto.randomUUID(), acknowledge })
  expect(changed.status).toBe(201)
})

test('it stays ready and says why, in its metrics and its log too', async () => {
  const ready = await get('/readyz')
  expect([ready.status, await ready.text()]).toEqual([
    200,
    expect.stringMatching(/^ready, but large requests wait: \d+ % of the heap is used\n$/),
  ])
  const text = await (await fetch(metrics)).text()
  expect(text).toContain('signpost_load_shedding{cause="memory"} 1')
  expect(text).toMatch(/signpost_requests_shed_total\{cause="memory"\} [5-9]/)
  expect(text).toMatch(/signpost_heap_limit_bytes \d{9}\n/)
  expect(text).toMatch(/signpost_http_requests_total\{route="\/api\/v1\/events",method="GET",status="5xx"\} 1/)
  expect(text).toMatch(/signpost_watch_steps_total\{cluster="[^"]+",step="listed"\} [1-9]/)
  expect(text).toMatch(/signpost_changes_total\{cluster="[^"]+",kind="annotate",outcome="applied"\} 1/)
  expect(text).toMatch(/signpost_build_info\{version="[\d.]+",node="24\.[\d.]+"\} 1/)
  expect(running.log().match(/"event":"load-shed"/g)).toHaveLength(1)
})
