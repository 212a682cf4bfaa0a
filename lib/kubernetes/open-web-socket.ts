import type { Duplex } from 'node:stream'
import { type Dispatcher, WebSocket } from 'undici'
import { AppError } from '@/lib/domain/app-error'
import type { Login } from './connection'
import { unreachable } from './status-error'

export interface WebSocketOpening {
  url: URL
  /** The one subprotocol offered; the server must take it. */
  protocol: string
  userAgent: string
  signal: AbortSignal
}

export interface OpenWebSocket {
  socket: WebSocket
  /** Says goodbye and frees the connection, whether the other side answers or not. */
  hangUp(): void
}

export type WebSocketAnswer =
  | { kind: 'open'; connection: OpenWebSocket }
  | { kind: 'refused'; status: number; body: unknown }

const maxRefusalBytes = 64 * 1024
const goodbyeMs = 1000

/** Opens a WebSocket with a login. An answer other than the upgrade is `refused` with what the server said; a failure below HTTP is thrown. */
export async function openWebSocket(login: Login, opening: WebSocketOpening): Promise<WebSocketAnswer> {
  const { url, protocol, userAgent, signal } = opening
  signal.throwIfAborted()
  const handshake: Handshake = { refusal: null, error: null, stream: null }
  const socket = new WebSocket(url, {
    protocols: [protocol],
    headers: { 'User-Agent': userAgent },
    dispatcher: login.dispatcher.compose(watchHandshake(login, handshake)),
  })
  socket.binaryType = 'arraybuffer'
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = () => resolve()
  const abort = () => socket.close()
  socket.addEventListener('open', end, { once: true })
  socket.addEventListener('close', end, { once: true })
  // Said by 'close' too; without a listener it would be nobody's.
  socket.addEventListener('error', end, { once: true })
  signal.addEventListener('abort', abort, { once: true })
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', abort)
  }
  const hangUp = () => {
    socket.close()
    // A WebSocket waits for the other side's goodbye for ever.
    setTimeout(() => handshake.stream?.destroy(), goodbyeMs).unref()
  }
  if (socket.readyState === WebSocket.OPEN && !signal.aborted) return { kind: 'open', connection: { socket, hangUp } }
  hangUp()
  signal.throwIfAborted()
  if (handshake.refusal !== null) return { kind: 'refused', ...handshake.refusal }
  throw handshake.error ?? unreachable(`${url.host} did not answer as a WebSocket`, 'unreachable')
}

interface Handshake {
  refusal: { status: number; body: unknown } | null
  error: Error | null
  /** The connection under the WebSocket. */
  stream: Duplex | null
}

/** Adds the login's headers as they are (a WebSocket would join the values of one), and keeps what the server says instead of upgrading. */
function watchHandshake({ headers }: Login, handshake: Handshake): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(
      { ...options, headers: { ...ownHeaders(options.headers), ...headers } },
      new HandshakeHandler(handler, handshake),
    )
}

// A WebSocket gives its headers as a record.
function ownHeaders(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  const given = Object.entries(headers ?? {})
  return Object.fromEntries(given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

class HandshakeHandler implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler
  readonly #handshake: Handshake
  readonly #chunks: Buffer[] = []
  #status = 0
  #isJson = false
  #bytes = 0

  constructor(inner: Dispatcher.DispatchHandler, handshake: Handshake) {
    this.#inner = inner
    this.#handshake = handshake
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#inner.onRequestStart?.(controller, context)
  }

  onRequestUpgrade(...upgrade: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestUpgrade']>>): void {
    this.#handshake.stream = upgrade[3]
    this.#inner.onRequestUpgrade?.(...upgrade)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.#isJson = String(headers['content-type']).includes('json')
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= maxRefusalBytes) this.#chunks.push(chunk)
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    this.#handshake.refusal = { status: this.#status, body: readText(Buffer.concat(this.#chunks), this.#isJson) }
    this.#inner.onResponseError?.(controller, new AppError('unavailable', 'the upgrade was refused'))
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#handshake.error = error
    this.#inner.onResponseError?.(controller, error)
  }
}

function readText(bytes: Buffer, isJson: boolean): unknown {
  const text = bytes.toString('utf8')
  if (!isJson) return text
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return text
  }
}
