import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { AccessSource } from '@/lib/kubernetes/access-source'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'

export interface LoopbackApi {
  url: string
  port: number
  /** Sockets accepted so far. */
  connections(): number
  close(): Promise<void>
}

/** A real HTTP or HTTPS server on a free loopback port that answers as told. */
export async function startLoopbackApi(listener: RequestListener, tls?: ServerOptions): Promise<LoopbackApi> {
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener)
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

export function accessTo(
  server: string,
  cluster: Record<string, unknown> = {},
  user: Record<string, unknown> = {},
): ClusterAccess {
  const proxyUrl = cluster['proxy-url']
  const source = new AccessSource(server, cluster, user, typeof proxyUrl === 'string' ? proxyUrl : null)
  return { id: 'test', label: 'test', server, userName: 'user', namespace: null, inCluster: false, source }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(`${JSON.stringify(body)}\n`)
}

export function statusOf(code: number, reason: string, message: string): Record<string, unknown> {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message }
}

export async function readText(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
