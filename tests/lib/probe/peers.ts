import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { readAddressPolicy } from '@/lib/domain/probe/address-policy'
import type { Dialer } from '@/lib/probe/dialer'
import { createProber, type ProbeRequest, type ProberOptions } from '@/lib/probe/prober'
import { realClock } from '../dns/real-clock'
import type { TestCertificate } from './test-certificates'

/** A server on loopback that remembers every connection and every byte it was sent. */
export interface Peer {
  port: number
  sockets: Socket[]
  /** What came over TCP, or inside TLS sessions of a TLS peer. */
  received(): Buffer
}

/** Starts a TCP server for one test. */
export async function startPeer(onConnection: (socket: Socket) => void): Promise<Peer> {
  return listen(createServer({ noDelay: true }, onConnection))
}

/** Starts a TLS server for one test that shows `chain`, its own certificate first. */
export async function startTlsPeer(chain: readonly TestCertificate[], options: TlsOptions = {}): Promise<Peer> {
  const server = createTlsServer({ ...keyAndChain(chain), ...options }).on('tlsClientError', () => undefined)
  return listen(server, 'secureConnection')
}

export function keyAndChain(chain: readonly TestCertificate[]): { key: string; cert: string } {
  const [own] = chain
  if (own === undefined) throw new Error('a chain has one certificate at least')
  return { key: own.keyPem, cert: chain.map(({ certificatePem }) => certificatePem).join('') }
}

async function listen(server: Server, heardOn = 'connection'): Promise<Peer> {
  const sockets: Socket[] = []
  const chunks: Buffer[] = []
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
  })
  server.on(heardOn, (socket: Socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => chunks.push(chunk))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  return { port, sockets, received: () => Buffer.concat(chunks) }
}

/** A dialer that leads every address to one port of loopback, as the demo's does, and remembers what it was asked for. */
export function leadTo(port: number): { dial: Dialer; dialled: { address: string; port: number }[]; opened: Socket[] } {
  const dialled: { address: string; port: number }[] = []
  const opened: Socket[] = []
  const dial: Dialer = (to) => {
    dialled.push(to)
    const socket = connect({ host: '127.0.0.1', port })
    opened.push(socket)
    return socket
  }
  return { dial, dialled, opened }
}

const openPolicy = readAddressPolicy({
  apiServers: [],
  nodes: [],
  pods: [],
  services: [],
  others: [],
  allowPrivate: false,
})

/** A request for `db.example.com`, which has one address of the documentation range. */
export function requestFor(change: Partial<ProbeRequest> = {}): ProbeRequest {
  return {
    host: 'db.example.com',
    addresses: ['203.0.113.7'],
    policy: openPolicy,
    port: 8443,
    tls: 'direct',
    serverName: 'db.example.com',
    names: ['db.example.com'],
    caBundle: null,
    signal: new AbortController().signal,
    ...change,
  }
}

/** A prober for one test, closed after it. */
export function startProber(options: Partial<ProberOptions> = {}) {
  const prober = createProber({ clock: realClock, ...options })
  onTestFinished(() => prober.close())
  return prober
}
