import type { Dispatcher } from 'undici'
import type { ClusterAccess, Credential } from './cluster-access'
import { Connection, type Login } from './connection'
import { type OpenWebSocket, openWebSocket, type WebSocketAnswer } from './open-web-socket'
import { readBody } from './read-body'
import { readChunks } from './read-chunks'
import { statusError, unreachable } from './status-error'
import { describeTransportFailure, isTrustFailure } from './transport-failure'
import { readWarnings } from './warning-header'
import { type WatchEvent, WatchReader } from './watch-stream'

const defaultTimeoutMs = 15_000
const watchHeadersTimeoutMs = 10_000
const maxResponseBytes = 64 * 1024 * 1024

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export interface KubeRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below the server's URL, its parts percent-encoded. */
  path: string
  query?: Query
  /** Sent as JSON. */
  body?: unknown
  contentType?: string
  /** Sent as `Audit-ID`, which the API server takes over. */
  auditId?: string
  timeoutMs?: number
  signal?: AbortSignal
}

export interface KubeResponse {
  status: number
  /** Parsed JSON, or text where the server sent something else. */
  body: unknown
  warnings: string[]
}

export interface WatchRequest {
  path: string
  query?: Query
  signal: AbortSignal
  /** Without a byte for this long the stream ends with `unavailable`, reason `timeout`. */
  idleTimeoutMs: number
  /** Called when the server has accepted the watch, before any event: those wait for what it gives. */
  onOpen?: () => void | Promise<void>
  /** Called with each event, in the moment its last byte is here; none comes after `signal`. What it throws ends the watch. */
  onEvent: (event: WatchEvent) => void
}

export interface WebSocketRequest {
  path: string
  query?: Query
  protocol: string
  /** Ends the attempt; an open one is the caller's to hang up. */
  signal: AbortSignal
}

/** The way to one API server as one identity. Every failure is an AppError as in `status-error.ts`, and none holds a secret. */
export interface KubeClient {
  clusterId: string
  request(request: KubeRequest): Promise<KubeResponse>
  /** One watch until the server closes it; an `ERROR` event is thrown, an abort ends it quietly. */
  watch(request: WatchRequest): Promise<void>
  /** A WebSocket of one subprotocol, its messages as ArrayBuffers; it outlives `close`. */
  openWebSocket(request: WebSocketRequest): Promise<OpenWebSocket>
  close(): Promise<void>
}

/** Makes the client of one identity: it opens connections when first used and keeps them until `close`. */
export function createKubeClient(
  access: ClusterAccess,
  credential: Credential,
  options: { userAgent: string },
): KubeClient {
  return new UndiciKubeClient(access, new Connection(access.source, credential), options.userAgent)
}

interface Timeouts {
  headersTimeoutMs: number
  bodyTimeoutMs: number
}

class UndiciKubeClient implements KubeClient {
  readonly clusterId: string
  readonly #connection: Connection
  readonly #server: URL
  readonly #userAgent: string

  constructor(access: ClusterAccess, connection: Connection, userAgent: string) {
    this.clusterId = access.id
    this.#connection = connection
    this.#server = new URL(access.server)
    this.#userAgent = userAgent
  }

  async request(request: KubeRequest): Promise<KubeResponse> {
    const { host } = this.#server
    const timeoutMs = request.timeoutMs ?? defaultTimeoutMs
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline])
    try {
      // The deadline covers head and body.
      const response = await this.#exchange({ ...request, signal }, { headersTimeoutMs: 0, bodyTimeoutMs: 0 })
      return readResponse(response, await readBody(response.body, response.headers['content-type'], maxResponseBytes))
    } catch (error) {
      if (deadline.aborted && request.signal?.aborted !== true) {
        throw unreachable(`${host} did not answer within ${timeoutMs} ms`, 'timeout')
      }
      throw describeTransportFailure(error, host)
    }
  }

  async watch({ path, query, signal, idleTimeoutMs, onOpen, onEvent }: WatchRequest): Promise<void> {
    const { host } = this.#server
    try {
      const request: KubeRequest = { method: 'GET', path, query: { ...query, watch: 1 }, signal }
      const timeouts = { headersTimeoutMs: watchHeadersTimeoutMs, bodyTimeoutMs: idleTimeoutMs }
      const response = await this.#exchange(request, timeouts)
      if (response.statusCode !== 200) {
        readResponse(response, await readBody(response.body, response.headers['content-type'], maxResponseBytes))
        throw unreachable(`${host} answered a watch with ${response.statusCode}`, 'unreachable')
      }
      await onOpen?.()
      const reader = new WatchReader((event) => {
        if (!signal.aborted) onEvent(event)
      })
      await readChunks(response.body, (chunk) => reader.take(chunk))
    } catch (error) {
      if (!signal.aborted) throw describeTransportFailure(error, host)
    }
  }

  async openWebSocket(request: WebSocketRequest): Promise<OpenWebSocket> {
    const { host } = this.#server
    const deadline = AbortSignal.timeout(defaultTimeoutMs)
    const signal = AbortSignal.any([request.signal, deadline])
    try {
      const opened = await this.#twice(
        (login) => this.#upgrade(login, request, signal),
        (answer) => answer.kind === 'refused' && answer.status === 401,
      )
      if (opened.kind === 'open') return opened.connection
      throw statusError(opened)
    } catch (error) {
      if (deadline.aborted && !request.signal.aborted) {
        throw unreachable(`${host} did not answer within ${defaultTimeoutMs} ms`, 'timeout')
      }
      throw describeTransportFailure(error, host)
    }
  }

  close(): Promise<void> {
    return this.#connection.close()
  }

  #upgrade(login: Login, { path, query, protocol }: WebSocketRequest, signal: AbortSignal): Promise<WebSocketAnswer> {
    const url = new URL(`${this.#server.origin}${this.#pathOf(path, query)}`)
    return openWebSocket(login, { url, protocol, userAgent: this.#userAgent, signal })
  }

  #pathOf(path: string, query?: Query): string {
    return `${this.#server.pathname.replace(/\/+$/, '')}${path}${queryString(query)}`
  }

  #exchange(request: KubeRequest, timeouts: Timeouts): Promise<Dispatcher.ResponseData> {
    return this.#twice(
      (login) => this.#send(login, request, timeouts),
      ({ statusCode }) => statusCode === 401,
      ({ body }) => body.dump(),
    )
  }

  /** Tries once, and once more with what is read anew when the credentials were refused or the server was not trusted; `drop` ends the first answer. */
  async #twice<T>(
    attempt: (login: Login) => Promise<T>,
    isRefused: (answer: T) => boolean,
    drop: (answer: T) => Promise<void> = async () => undefined,
  ): Promise<T> {
    const login = await this.#connection.login()
    let answer: T
    try {
      answer = await attempt(login)
    } catch (error) {
      const trusted = isTrustFailure(error) ? await this.#connection.renew(login, 'trust') : null
      if (trusted === null) throw error
      return attempt(trusted)
    }
    const renewed = isRefused(answer) ? await this.#connection.renew(login, 'credentials') : null
    if (renewed === null) return answer
    await drop(answer)
    return attempt(renewed)
  }

  #send(login: Login, request: KubeRequest, timeouts: Timeouts): Promise<Dispatcher.ResponseData> {
    const headers = {
      Accept: 'application/json',
      'User-Agent': this.#userAgent,
      ...login.headers,
      ...(request.body !== undefined && { 'Content-Type': request.contentType ?? 'application/json' }),
      ...(request.auditId !== undefined && { 'Audit-ID': request.auditId }),
    }
    return login.dispatcher.request({
      origin: this.#server.origin,
      path: this.#pathOf(request.path, request.query),
      method: request.method,
      headers,
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
      headersTimeout: timeouts.headersTimeoutMs,
      bodyTimeout: timeouts.bodyTimeoutMs,
    })
  }
}

function readResponse({ statusCode, headers }: Dispatcher.ResponseData, body: unknown): KubeResponse {
  const warnings = readWarnings(headers.warning)
  if (statusCode >= 200 && statusCode < 300) return { status: statusCode, body, warnings }
  const retryAfter = headers['retry-after']
  throw statusError({
    status: statusCode,
    body,
    warnings,
    retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
  })
}

function queryString(query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) search.append(key, String(value))
  }
  return search.size === 0 ? '' : `?${search}`
}
