import { createSocket, type RemoteInfo } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import type { ResolverAddress } from '@/lib/dns/resolver-address'
import { FrameReader } from '@/lib/dns/tcp-frames'
import { freePorts } from '../control-plane/free-port'

/** One question as it came in. `question` is its section of the message, for echoing. */
export interface Asked {
  id: number
  name: string
  type: string
  edns: boolean
  transport: 'udp' | 'tcp'
  /** How often this name and type were asked, this time included. */
  times: number
  question: Buffer
}

/** What the server does: messages to send in turn (`stranger` from another port, UDP only), or one of the ways to be silent. */
export type Reaction = (Buffer | { stranger: Buffer } | { afterMs: number; wire: Buffer })[] | 'silence' | 'close'

export type Serve = (asked: Asked) => Reaction

export interface ZooServer {
  address: ResolverAddress
  seen: Asked[]
  close(): Promise<void>
}

const typeNames: Readonly<Record<number, string>> = { 1: 'A', 5: 'CNAME', 28: 'AAAA' }

/** A name server on loopback that says whatever bytes it is told to; without `tcp` nothing listens there. */
export async function startZooServer(serve: Serve, { tcp = true } = {}): Promise<ZooServer> {
  const [port = 0] = await freePorts(1)
  const seen: Asked[] = []
  const timers = new Set<NodeJS.Timeout>()
  const closing = [await listenUdp(port, seen, serve, timers)]
  if (tcp) closing.push(await listenTcp(port, seen, serve))
  return {
    address: { host: '127.0.0.1', port },
    seen,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      for (const close of closing) await close()
    },
  }
}

async function listenUdp(port: number, seen: Asked[], serve: Serve, timers: Set<NodeJS.Timeout>) {
  const socket = createSocket('udp4')
  const stranger = createSocket('udp4')
  socket.on('message', (wire, remote: RemoteInfo) => {
    const reaction = react(wire, 'udp', seen, serve)
    if (typeof reaction === 'string') return
    for (const message of reaction) {
      if (Buffer.isBuffer(message)) socket.send(message, remote.port, remote.address)
      else if ('stranger' in message) stranger.send(message.stranger, remote.port, remote.address)
      else {
        const timer = setTimeout(() => socket.send(message.wire, remote.port, remote.address), message.afterMs)
        timers.add(timer)
      }
    }
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, '127.0.0.1', resolve)
  })
  return async () => {
    await Promise.all([socket, stranger].map((each) => new Promise<void>((resolve) => each.close(() => resolve()))))
  }
}

async function listenTcp(port: number, seen: Asked[], serve: Serve) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    const reader = new FrameReader()
    socket.on('data', (chunk) => {
      for (const wire of reader.push(chunk)) {
        const reaction = react(wire, 'tcp', seen, serve)
        if (reaction === 'close') socket.destroy()
        if (typeof reaction === 'string') continue
        for (const message of reaction) if (Buffer.isBuffer(message)) socket.write(message)
      }
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return async () => {
    for (const socket of open) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

function react(wire: Buffer, transport: Asked['transport'], seen: Asked[], serve: Serve): Reaction {
  const labels: string[] = []
  let at = 12
  for (let length = wire[at] ?? 0; length > 0; length = wire[at] ?? 0) {
    labels.push(wire.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const name = labels.join('.')
  const type = typeNames[wire.readUInt16BE(at + 1)] ?? 'other'
  const times = 1 + seen.filter((asked) => asked.name === name && asked.type === type).length
  const edns = wire.readUInt16BE(10) > 0
  const question = Buffer.from(wire.subarray(12, at + 5))
  const asked = { id: wire.readUInt16BE(), name, type, edns, transport, times, question }
  seen.push(asked)
  return serve(asked)
}
