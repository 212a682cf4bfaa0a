import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Pool } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentMemory } from '../bench/process-memory.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { type ApiDocument, type GeneratedRequest, requestsOf } from './generate-requests.ts'
import { faultOf, type ReceivedAnswer } from './judge-answer.ts'

const seed = Number(process.env.FUZZ_SEED ?? 9)
const count = Number(process.env.FUZZ_REQUESTS ?? 6000)
const connections = 16

let plane: TestPlane
let running: RunningConsole
let pool: Pool

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace('fuzz-home'),
    ...['fuzz-home', 'editor-home'].flatMap((place) => [
      alias(place, 'fuzz-api', 'api-v1.backend.com', { owner: 'fuzz-team' }),
      alias(place, 'fuzz-api-blue', 'api-v1.backend.com'),
      alias(place, 'fuzz-api-green', 'api-v2.backend.com'),
      alias(place, 'fuzz-gone', 'lone-host.example.org'),
    ]),
  )
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token', SIGNPOST_RATE_LIMIT: '0', SIGNPOST_ASK_LIMIT: '1000000' })
  pool = new Pool(running.url, { connections, headersTimeout: 30_000, bodyTimeout: 30_000 })
})

afterAll(async () => {
  await pool?.destroy()
  await running?.stop()
  await plane?.close()
})

async function send({ method, path, headers, body }: GeneratedRequest): Promise<ReceivedAnswer> {
  const startedAt = performance.now()
  const answer = await pool.request({ method: method as 'GET', path, headers, body })
  const contentType = String(answer.headers['content-type'] ?? '')
  const isStream = contentType === 'text/event-stream'
  if (isStream) answer.body.on('error', () => {}).destroy()
  const text = isStream ? '' : await answer.body.text()
  return { status: answer.statusCode, contentType, text, elapsedMs: performance.now() - startedAt }
}

test(`${count} generated requests (seed ${seed})`, async () => {
  const document = (await (await fetch(`${running.url}/api/openapi.json`)).json()) as ApiDocument
  const tokens = (['admin', 'viewer', 'editor', 'nobody'] as const).map(plane.token)
  const services = (await (await fetch(`${running.url}/api/v1/services`, { headers: { authorization: `Bearer ${tokens[0]}` } })).json()) as { clusters: { name: string }[] }
  const known = {
    cluster: [services.clusters[0]?.name ?? ''],
    namespace: ['fuzz-home', 'editor-home', 'fuzz-none'],
    name: ['fuzz-api', 'fuzz-api-blue', 'fuzz-gone', 'fuzz-new'],
    host: ['api-v1.backend.com', 'lone-host.example.org', 'nobody.example'],
    target: ['api-v1.backend.com', 'api-v2.backend.com', 'api-v3.backend.com.'],
    id: [randomUUID()],
    changeId: [randomUUID()],
  }
  const requests = fc.sample(requestsOf(document, known, tokens), { seed, numRuns: count })
  console.log('generated', requests.length, performance.now())
  const faults = new Map<string, string>()
  const statuses = new Map<string, number>()
  let next = 0
  const started = performance.now()
  const rss: number[] = []
  const times = new Map<string, number[]>()
  const work = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index]
      if (!request) continue
      if (index % 500 === 0) rss.push(Math.round(residentMemory(running.pid).now / 1e6))
      try {
        const answer = await send(request)
        const key = `${request.operationId} ${answer.status}`
        statuses.set(key, (statuses.get(key) ?? 0) + 1)
        times.set(request.operationId, [...(times.get(request.operationId) ?? []), answer.elapsedMs])
        const fault = faultOf(request, answer, tokens)
        if (fault) faults.set(`${request.operationId} ${fault}`, JSON.stringify({ index, request: { ...request, headers: { ...request.headers, authorization: '' }, path: request.path.slice(0, 300), body: String(request.body).slice(0, 600) }, answer: answer.text.slice(0, 500) }))
      } catch (error) {
        faults.set(`${request.operationId} ${error}`, JSON.stringify({ index, request: { ...request, headers: { ...request.headers, authorization: '' }, path: request.path.slice(0, 300), body: String(request.body).slice(0, 300) } }))
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  console.log('took', performance.now() - started, 'rss', rss.join(' '))
  console.log([...statuses].sort().map((e) => e.join(' ')).join('\n'))
  console.log([...times].map(([k, v]) => [k, v.length, Math.round(v.reduce((a, b) => a + b, 0) / v.length), Math.round(Math.max(...v))].join(' ')).join('\n'))
  console.log(running.log().slice(-3000))
  expect(Object.fromEntries(faults)).toEqual({})
}, 120_000)
