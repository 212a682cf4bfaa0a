import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { type AnswerQuery, replyToWire } from './reply-to-wire.ts'
import { readFrames } from './tcp-frames.ts'

const host = '127.0.0.1'
const idleTimeoutMs = 10_000
const maxConnections = 256
const maxUnderWay = 2048

export interface DnsServer {
  readonly host: string
  readonly port: number
  /** Closes both sockets and every connection; questions under way get no reply. */
  readonly stop: () => Promise<void>
}

/** Serves DNS on loopback over UDP and TCP, on one port for both: the given one, or else a free one. */
export async function serveDns(answer: AnswerQuery, wantedPort = 0): Promise<DnsServer> {
  let underWay = 0
  const reply = async (wire: Buffer, transport: 'udp' | 'tcp') => {
    if (underWay >= maxUnderWay) return null
    underWay += 1
    try {
      return await replyToWire(wire, transport, answer)
    } finally {
      underWay -= 1
    }
  }
  const connections = new Set<Socket>()
  const tcp = createServer((socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
    serveConnection(socket, (wire) => reply(wire, 'tcp'))
  })
  tcp.maxConnections = maxConnections
  const { udp, port } = await listenBoth(tcp, wantedPort)
  let isOpen = true
  udp.on('error', () => undefined)
  udp.on('message', async (wire, client) => {
    const answered = await reply(wire, 'udp')
    if (answered !== null && isOpen) udp.send(answered, client.port, client.address, () => undefined)
  })
  const stop = async () => {
    if (!isOpen) return
    isOpen = false
    for (const socket of connections) socket.destroy()
    await Promise.all([closeUdp(udp), closeTcp(tcp)])
  }
  return { host, port, stop }
}

function serveConnection(socket: Socket, reply: (wire: Buffer) => Promise<Buffer | null>): void {
  socket.setTimeout(idleTimeoutMs, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  readFrames(socket, async (wire) => {
    const answered = await reply(wire)
    if (answered === null || socket.destroyed) return
    const length = Buffer.alloc(2)
    length.writeUInt16BE(answered.length)
    socket.write(Buffer.concat([length, answered]))
  })
}

// A port that is free for TCP may be taken for UDP: then another one is tried.
async function listenBoth(tcp: Server, wantedPort: number, triesLeft = 20): Promise<{ udp: UdpSocket; port: number }> {
  const port = await listenTcp(tcp, wantedPort)
  const udp = createSocket('udp4')
  const problem = await new Promise<Error | null>((resolve) => {
    udp.once('error', resolve)
    udp.bind(port, host, () => resolve(null))
  })
  if (problem === null) return { udp, port }
  await closeTcp(tcp)
  if (wantedPort !== 0 || triesLeft === 0) throw new Error(`UDP port ${port} of loopback is taken`, { cause: problem })
  return listenBoth(tcp, wantedPort, triesLeft - 1)
}

function listenTcp(tcp: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    tcp.once('error', reject)
    tcp.listen(port, host, () => {
      tcp.off('error', reject)
      const address = tcp.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function closeTcp(tcp: Server): Promise<void> {
  return new Promise((resolve) => tcp.close(() => resolve()))
}

function closeUdp(udp: UdpSocket): Promise<void> {
  return new Promise((resolve) => udp.close(() => resolve()))
}
