import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentMemory } from '../bench/process-memory.ts'
import { openFuzzStage } from './fuzz-stage.ts'
import { type ApiOperation, type GeneratedRequest, requestsOf } from './generate-requests.ts'
import { faultOf } from './judge-answer.ts'

const seed = Number(process.env.SIGNPOST_FUZZ_SEED ?? 9)
const count = Number(process.env.SIGNPOST_FUZZ_REQUESTS ?? 5000)
const connections = 16
const mostGrowthBytes = 32_000_000

let stage: Awaited<ReturnType<typeof openFuzzStage>>

beforeAll(async () => {
  stage = await openFuzzStage(connections)
})

afterAll(() => stage?.close())

/** Sends all of them; gives what was wrong with the answers, and notes the statuses of each operation. */
async function sendAll(
  requests: readonly GeneratedRequest[],
  statuses: Map<string, Set<number>>,
): Promise<Record<string, string>> {
  const faults: Record<string, string> = {}
  const waiting = requests.values()
  const work = async () => {
    for (const request of waiting) {
      const { operationId, method, path, body } = request
      const answer = await stage.send(request)
      statuses.set(operationId, (statuses.get(operationId) ?? new Set()).add(answer.status))
      const fault = faultOf(answer, stage.tokens)
      if (fault !== null) faults[`${operationId} ${fault}`] = `${method} ${path} ${body}: ${answer.text}`.slice(0, 2000)
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return faults
}

test(`answers ${count} generated requests (seed ${seed}) below 500, in time and without a secret, and keeps no memory of them`, async () => {
  const { document, known, tokens, running } = stage
  const requests = fc.sample(requestsOf(document, known, tokens), { seed, numRuns: count })
  const statuses = new Map<string, Set<number>>()
  expect(await sendAll(requests.slice(0, count / 2), statuses)).toEqual({})
  const { now: settledBytes } = residentMemory(running.pid)
  expect(await sendAll(requests.slice(count / 2), statuses)).toEqual({})
  const { now: endBytes } = residentMemory(running.pid)
  if (Number.isFinite(settledBytes)) expect(endBytes - settledBytes).toBeLessThan(mostGrowthBytes)
  // 409: the handler was reached, and something was in its way.
  const reached = [...statuses].filter(([, seen]) => [200, 201, 409].some((status) => seen.has(status)))
  const operationIds = Object.values(document.paths)
    .flatMap(Object.values<ApiOperation>)
    .map((each) => each.operationId)
  expect(reached.map(([operationId]) => operationId).sort()).toEqual(operationIds.sort())
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  expect(running.log()).not.toMatch(/unexpected|unhandled|Error/i)
}, 120_000)

test.each([
  ['99999999999999', '413'],
  ['-1', '400'],
  ['1, 2', '400'],
])(
  'answers a body that is announced as %s bytes long with %s, without waiting for it',
  async (length, status) => {
    const { hostname, port } = new URL(stage.running.url)
    const socket = connect(Number(port), hostname)
    socket.write(`POST /api/v1/plans HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${stage.tokens[0]}\r\n`)
    socket.write(`Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{}`)
    const [head] = await once(socket, 'data')
    socket.destroy()
    expect(String(head)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  },
  10_000,
)
