import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'

export interface Call {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
}

export interface Answer {
  status?: number
  body: unknown
}

const mostRounds = 200
// From an answer to what is asked because of it.
const quietRounds = 10

type Responder = (call: Call) => Answer | Promise<Answer>

/** A console's API on loopback that answers as told: `METHOD /path` or `METHOD /path/*` to a responder. Gives the calls it got. */
export async function startConsoleServer(routes: Readonly<Record<string, Responder>>): Promise<Call[]> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void respond(routes, calls, request, response)
  })
  // It shares its thread with its client: after a pause one would send on the connection that the other is closing.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const realFetch = globalThis.fetch
  const pending = new Set<Promise<unknown>>()
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    // jsdom's AbortSignal is not the one that Node's fetch takes.
    const { signal: _, ...rest } = init ?? {}
    const answer = realFetch(new URL(String(input), `http://127.0.0.1:${port}`), rest)
    // An answer has come when all of it is read, which is some turns after its head.
    const read = answer.then((response) => response.clone().arrayBuffer())
    const over: Promise<unknown> = read.then(
      () => pending.delete(over),
      () => pending.delete(over),
    )
    pending.add(over)
    return answer
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    // A change that was begun goes on without its screen, plan first: what it sends next must not come to the server of the next test.
    for (let round = 0, quiet = 0; quiet < quietRounds && round < mostRounds; round += 1) {
      quiet = pending.size === 0 ? quiet + 1 : 0
      await Promise.all(pending)
      await setImmediate()
    }
  })
  return calls
}

async function respond(
  routes: Readonly<Record<string, Responder>>,
  calls: Call[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://console')
  const path = pathname.replace('/api/v1', '')
  const call = { method: request.method ?? 'GET', path, query, body: await readBody(request) }
  calls.push(call)
  const responder = routes[`${call.method} ${path}`] ?? routes[`${call.method} ${path.replace(/\/[^/]*$/, '/*')}`]
  const { status = 200, body } = responder
    ? await responder(call)
    : { status: 404, body: problem(404, 'not-found', 'There is nothing here.') }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? null : JSON.parse(text)
}

/** A problem document as the API gives it. */
export function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): unknown {
  return { type: 'about:blank', title: code, status, detail, code, ...more }
}
