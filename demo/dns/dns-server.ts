import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { answerPacket } from './answer-packet.ts'
import type { DnsResponder } from './dns-reply.ts'

export interface DnsServer {
  readonly host: string
  readonly port: number
  readonly stop: () => Promise<void>
}

const host = '127.0.0.1'
const maxTries = 20
const idleMs = 30_000

/** Serves DNS over UDP and TCP on one loopback port; 0 takes a free one. */
export async function startDnsServer(respond: DnsResponder, port = 0): Promise<DnsServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listen(respond, port)
    } catch (error) {
      // A port that is free for UDP may be taken for TCP.
      if (port !== 0 || attempt === maxTries) throw error
    }
  }
}

async function listen(respond: DnsResponder, wantedPort: number): Promise<DnsServer> {
  const udp = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    udp.once('error', reject)
    udp.bind(wantedPort, host, resolve)
  })
  const { port } = udp.address()
  udp.on('error', () => undefined)
  udp.on('message', (message, from) => {
    answerPacket(respond, message, 'udp')
      .then((reply) => reply && udp.send(reply, from.port, from.address))
      .catch(() => undefined)
  })
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serveStream(respond, socket)
  })
  try {
    await new Promise<void>((resolve, reject) => {
      tcp.once('error', reject)
      tcp.listen(port, host, resolve)
    })
  } catch (error) {
    udp.close()
    throw error
  }
  const stop = async () => {
    await Promise.all([
      new Promise<void>((resolve) => {
        udp.close(() => resolve())
      }),
      new Promise<void>((resolve) => {
        tcp.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
    ])
  }
  return { host, port, stop }
}

// Messages over TCP come with their length before them (RFC 1035 §4.2.2).
function serveStream(respond: DnsResponder, socket: Socket): void {
  let received = Buffer.alloc(0)
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, Buffer.from(chunk)])
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const length = received.readUInt16BE(0)
      const message = received.subarray(2, 2 + length)
      received = received.subarray(2 + length)
      answerPacket(respond, message, 'tcp')
        .then((reply) => {
          if (reply === null || socket.destroyed) return
          const prefix = Buffer.alloc(2)
          prefix.writeUInt16BE(reply.length)
          socket.write(Buffer.concat([prefix, reply]))
        })
        .catch(() => socket.destroy())
    }
  })
}
