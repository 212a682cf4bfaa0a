import { createServer, type Socket } from 'node:net'

const host = '127.0.0.1'
const maxConnections = 256
const idleTimeoutMs = 10_000

export interface LoopbackServer {
  readonly port: number
  /** Ends every connection with it. */
  readonly stop: () => Promise<void>
}

/** Listens on a free loopback port. What goes wrong with a connection ends it and nothing else. */
export async function listenOnLoopback(serve: (socket: Socket) => void): Promise<LoopbackServer> {
  const connections = new Set<Socket>()
  const server = createServer((socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(idleTimeoutMs, () => socket.destroy())
    serve(socket)
  })
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, resolve)
  })
  const address = server.address()
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of connections) socket.destroy()
    await closed
  }
  return { port: typeof address === 'object' && address !== null ? address.port : 0, stop }
}
