import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface LoopbackProxy {
  port: number
  /** `host:port` of each connection that it was asked for. */
  tunnels: string[]
  /** `Proxy-Authorization` of each; absent ones too. */
  authorizations: Array<string | undefined>
  close(): Promise<void>
}

/** An HTTP proxy (CONNECT, RFC 9110 §9.3.6) on a free loopback port that lets everything through. */
export async function startHttpProxy(): Promise<LoopbackProxy> {
  const tunnels: string[] = []
  const authorizations: Array<string | undefined> = []
  const sockets = new Set<Duplex>()
  const server = createHttpServer()
  server.on('connect', (request, client) => {
    sockets.add(client)
    tunnels.push(request.url ?? '')
    authorizations.push(request.headers['proxy-authorization'])
    join(client, Number(/:(\d+)$/.exec(request.url ?? '')?.[1]), 'HTTP/1.1 200 OK\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, tunnels, authorizations, close }
}

/** A SOCKS5 proxy (RFC 1928, no authentication) on a free loopback port that lets everything through. */
export async function startSocksProxy(): Promise<LoopbackProxy> {
  const tunnels: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client)
    client.once('data', () => {
      client.write(Uint8Array.of(5, 0))
      client.once('data', (request) => {
        const [host, end] = requestedHost(request)
        const port = request.readUInt16BE(end)
        tunnels.push(`${host}:${port}`)
        join(client, port, Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0))
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, tunnels, authorizations: [], close }
}

// Address type 1 is four octets, 3 a name after its length; the port stands behind it.
function requestedHost(request: Buffer): [host: string, end: number] {
  if (request[3] === 1) return [request.subarray(4, 8).join('.'), 8]
  const end = 5 + (request[4] ?? 0)
  return [request.subarray(5, end).toString('latin1'), end]
}

function join(client: Duplex, port: number, accepted: string | Uint8Array): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write(accepted)
    upstream.pipe(client).pipe(upstream)
  })
  client.on('error', () => upstream.destroy())
  upstream.on('error', () => client.destroy())
}
