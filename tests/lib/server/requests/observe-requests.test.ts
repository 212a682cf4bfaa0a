import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '@/lib/server/log/log'
import { type AnsweredRequest, observeRequests, type RequestObserver } from '@/lib/server/requests/observe-requests'
import { currentRequest } from '@/lib/server/requests/request-context'
import { poll } from '../../../control-plane/poll.ts'

const foreign = createServer((_, response) => response.end('foreign'))
let own: Server
let url: string
let observer: RequestObserver
let lines: Record<string, unknown>[]
let answered: AnsweredRequest[]

beforeEach(async () => {
  lines = []
  answered = []
  own = createServer(async (request, response) => {
    await new Promise(setImmediate)
    const context = currentRequest()
    if (context === undefined) throw new Error('there is a request')
    context.user = 'ada'
    if (request.url?.startsWith('/slow')) return void response.write('first')
    response.writeHead(request.url?.startsWith('/changes') ? 200 : 404).end(context.id)
  })
  url = await listen(own)
  const log = createLog({
    ...{ format: 'json', least: 'debug', clock: { now: () => 0 } },
    write: (text) => void lines.push(JSON.parse(text)),
  })
  observer = observeRequests({
    ...{ log, limited: log, elapsedMs: () => 5, isForeign: (server) => server === foreign },
    onAnswered: (request) => void answered.push(request),
  })
})
afterEach(() => {
  observer.stop()
  for (const server of [own, foreign]) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const told = (count: number) =>
  poll(async () => lines.length >= count, { what: 'it is told', timeoutMs: 5000, everyMs: 10 })

describe('a request', () => {
  it('has an id, which its answer carries and which is known while it is answered', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => fetch(`${url}/changes`)))
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(3)
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(ids)
  })

  it.each([
    ['a-plausible:one.1', true],
    ['short', false],
    ['x'.repeat(65), false],
    ['with spaces in it', false],
    ['eyJhbGci"},{"level":"error"', false],
  ])('that comes with the id %s keeps it: %s', async (given, isKept) => {
    const { headers } = await fetch(`${url}/changes`, { headers: { 'x-request-id': given } })
    expect(headers.get('x-request-id') === given).toBe(isKept)
    expect(headers.get('x-request-id')).toMatch(/^[\w:.-]{8,64}$/)
  })

  it('is told by its route, never by its address, with status, time and who sent it', async () => {
    await (await fetch(`${url}/changes?token=hunter2`)).text()
    await (await fetch(`${url}/hunter2`, { method: 'POST', body: 'hunter2' })).text()
    await told(2)
    expect(lines).toMatchObject([
      { event: 'request', level: 'debug', method: 'GET', route: '/changes', status: 200, durationMs: 0, user: 'ada' },
      { event: 'request', level: 'warn', method: 'POST', route: 'other', status: 404 },
    ])
    expect(JSON.stringify(lines)).not.toContain('hunter2')
    expect(answered.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/changes', 200],
      ['POST', 'other', 404],
    ])
  })

  it('that its sender leaves is told as cut off', async () => {
    const sent = httpRequest(`${url}/slow`)
    sent.on('error', () => undefined).end()
    await once(sent, 'response')
    sent.destroy()
    await told(1)
    expect(lines[0]).toMatchObject({ route: 'other', cutOff: true })
  })

  it('is waited for until it has its answer, or its sender has left', async () => {
    await observer.answered()
    const sent = httpRequest(`${url}/slow`)
    sent.on('error', () => undefined).end()
    await once(sent, 'response')
    let isAnswered = false
    const answered = observer.answered().then(() => {
      isAnswered = true
    })
    await fetch(`${url}/changes`)
    expect(isAnswered).toBe(false)
    sent.destroy()
    await answered
  })

  it('of another server of the process is not told', async () => {
    const answer = await fetch(await listen(foreign))
    expect(answer.headers.get('x-request-id')).toBeNull()
    await (await fetch(`${url}/changes`)).text()
    await told(1)
    expect(lines.map(({ route }) => route)).toEqual(['/changes'])
  })
})
