import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Address } from '@/lib/server/settings/settings'
import type { MetricsText } from './console-metrics'

const maxConnections = 32
const requestTimeoutMs = 10_000
// The series of ten thousand aliases are alike: the fastest level already makes a twentieth of them.
const gzipLevel = 1

export interface MetricsListener {
  /** Where it listens; with port 0 in the settings the one that was free. */
  port: number
  close(): Promise<void>
}

const listeners = new WeakSet<Server>()

/** Whether a server is one that tells metrics. */
export function isMetricsServer(server: Server): boolean {
  return listeners.has(server)
}

/**
 * Serves `GET /metrics` on an address of its own, without sign-in and for programs only: a Host that is a name other than localhost is
 * refused, so that no page can read it through a rebound name. Rejects when the address cannot be listened on.
 */
export async function listenForMetrics(address: Address, read: () => Promise<MetricsText>): Promise<MetricsListener> {
  const server = createServer((request, response) => void answer(request, response, read))
  listeners.add(server)
  server.maxConnections = maxConnections
  server.requestTimeout = requestTimeoutMs
  server.headersTimeout = requestTimeoutMs
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address.port, address.host, resolve)
  })
  return { port: portOf(server), close: () => close(server) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  read: () => Promise<MetricsText>,
): Promise<void> {
  if (!isProgramsHost(request.headers.host)) return say(response, 421, 'Ask by address, not by name.\n')
  if (request.url?.split('?')[0] !== '/metrics') return say(response, 404, 'There is only /metrics here.\n')
  if (request.method !== 'GET') return say(response, 405, 'GET is the only method here.\n')
  try {
    const { contentType, pieces } = await read()
    const isPacked = acceptsGzip(request)
    response.writeHead(200, {
      'content-type': contentType,
      'cache-control': 'no-store',
      vary: 'accept-encoding',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    })
    const text = Readable.from(pieces)
    await (isPacked ? pipeline(text, createGzip({ level: gzipLevel }), response) : pipeline(text, response))
  } catch {
    // Once they are on their way there is nobody to tell: whoever asked has gone.
    if (response.headersSent) response.destroy()
    else say(response, 500, 'The metrics could not be read.\n')
  }
}

function isProgramsHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') ?? ''
  return name === 'localhost' || isIP(name) !== 0
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers['accept-encoding'] ?? ''))
}

function say(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(body)
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
