import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import type { Address } from '@/lib/server/settings/settings'
import type { MetricsText } from './console-metrics'

const maxConnections = 32
const requestTimeoutMs = 10_000

export interface MetricsListener {
  /** Where it listens; with port 0 in the settings the one that was free. */
  port: number
  close(): Promise<void>
}

/**
 * Serves `GET /metrics` on an address of its own, without sign-in and for programs only: a Host that is a name other than localhost is
 * refused, so that no page can read it through a rebound name. Rejects when the address cannot be listened on.
 */
export async function listenForMetrics(address: Address, read: () => Promise<MetricsText>): Promise<MetricsListener> {
  const server = createServer((request, response) => void answer(request, response, read))
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
    const { contentType, body } = await read()
    say(response, 200, body, contentType)
  } catch {
    say(response, 500, 'The metrics could not be read.\n')
  }
}

function isProgramsHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') ?? ''
  return name === 'localhost' || isIP(name) !== 0
}

function say(response: ServerResponse, status: number, body: string, contentType = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
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
