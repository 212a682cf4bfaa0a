import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'

import type { Identity } from '../control-plane/identities.ts'

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with its query, as it goes over the wire. */
  readonly path: string
  /** Sent as JSON, a string and bytes as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** `admin` unless told; null sends no credentials. */
  readonly identity?: Identity | 'stranger' | null
}

export interface ApiResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown
}

export interface ApiStream {
  readonly status: number
  readonly lines: AsyncIterableIterator<unknown>
  readonly close: () => void
}

export interface ApiClient {
  readonly call: (request: ApiRequest) => Promise<ApiResponse>
  /** Opens a watch: one parsed JSON value a line, until the server ends it. */
  readonly open: (request: ApiRequest) => Promise<ApiStream>
  readonly close: () => void
}

const idleMs = 2_000

/** Speaks to an API server as it is: no retries, nothing added but the credentials; each call is given up after `timeoutMs`. */
export function createApiClient(options: {
  readonly serverUrl: string
  readonly caPem: string | null
  readonly token: (identity: Identity) => string
  readonly timeoutMs?: number
}): ApiClient {
  // A server closes an idle connection after 5 s: one that is closed while a request is on its way to it answers with a reset.
  const agent = new Agent({
    keepAlive: true,
    timeout: idleMs,
    ...(options.caPem === null ? {} : { ca: options.caPem }),
  })
  const send = (asked: ApiRequest) => sendRequest(options, agent, asked)
  return {
    call: async (asked) => {
      const answer = await send(asked)
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(Buffer.from(chunk))
      const text = Buffer.concat(chunks).toString('utf8')
      return { status: answer.statusCode ?? 0, headers: headersOf(answer), text, body: parseJson(text) }
    },
    open: async (asked) => {
      const answer = await send(asked)
      return { status: answer.statusCode ?? 0, lines: jsonLines(answer), close: () => answer.destroy() }
    },
    close: () => agent.destroy(),
  }
}

function sendRequest(
  { serverUrl, token, timeoutMs = 15_000 }: Parameters<typeof createApiClient>[0],
  agent: Agent,
  { method, path, body, headers = {}, identity = 'admin' }: ApiRequest,
): Promise<IncomingMessage> {
  const url = new URL(serverUrl)
  const isTls = url.protocol === 'https:'
  const payload = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const all = {
    accept: 'application/json',
    ...(payload === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
    ...(identity === null
      ? {}
      : { authorization: `Bearer ${identity === 'stranger' ? 'no-such-token' : token(identity)}` }),
    ...headers,
  }
  return new Promise((resolve, reject) => {
    // The path is sent untouched: URL would tidy what a case means to be untidy.
    const shared = { hostname: url.hostname, port: url.port, method, path, headers: all, timeout: timeoutMs }
    const sent = isTls ? httpsRequest({ ...shared, agent }, resolve) : httpRequest(shared, resolve)
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within ${timeoutMs} ms`)))
    sent.on('error', reject)
    sent.end(payload)
  })
}

function headersOf(answer: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* jsonLines(answer: IncomingMessage): AsyncIterableIterator<unknown> {
  let rest = ''
  try {
    for await (const chunk of answer.setEncoding('utf8')) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line)
    }
  } catch (error) {
    // The reader closed the stream.
    if (!answer.destroyed) throw error
  }
}
