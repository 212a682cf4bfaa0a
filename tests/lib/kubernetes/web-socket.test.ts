import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { openPortForward } from '@/lib/kubernetes/port-forward'
import { acceptWebSocket, type WebSocketEnd } from '../../../demo/api/web-socket'
import { accessTo, statusOf } from './loopback-api'
import { startHttpProxy } from './loopback-proxy'
import { authority, base64, clientCertificate, commonNameOf, serverCertificate } from './test-certificates'

const closing: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** A server on loopback that does as told with each request for an upgrade. */
async function serve(onUpgrade: OnUpgrade, tls?: ServerOptions): Promise<string> {
  const server: HttpServer = tls === undefined ? createServer() : createTlsServer(tls)
  const sockets = new Set<Duplex>()
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket)
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    onUpgrade(request, socket, head)
  })
  const { port } = await listen(server)
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
}

async function listen(server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server.address() as AddressInfo
}

/** Accepts every upgrade; `peer` is the server's end of the last. */
function accepting(protocol = 'v4.channel.k8s.io') {
  const seen: IncomingMessage[] = []
  const messages: Buffer[] = []
  let peer: WebSocketEnd | null = null
  const onUpgrade: OnUpgrade = (request, socket, head) => {
    seen.push(request)
    peer = acceptWebSocket(request, socket, head, protocol, {
      onMessage: (message) => messages.push(message),
      onClose: () => undefined,
    })
    for (const channel of [0, 1]) peer.send(Buffer.of(channel, 53, 0))
  }
  const send = (channel: number, text: string | Buffer) =>
    peer?.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)]))
  return { seen, messages, onUpgrade, send, close: () => peer?.close() }
}

const refusing =
  (status: number, body: string, type = 'application/json'): OnUpgrade =>
  (_, socket) =>
    socket.end(
      `HTTP/1.1 ${status} No\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )

const tls = {
  cert: serverCertificate.certificatePem,
  key: serverCertificate.keyPem,
  ca: authority.certificatePem,
  requestCert: true,
  rejectUnauthorized: false,
}
const ca = { 'certificate-authority-data': base64(authority.certificatePem) }
const target = { namespace: 'kube-system', pod: 'coredns-0', port: 53 }

function open(access: ClusterAccess, signal = new AbortController().signal): Promise<Duplex> {
  const client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/1.2.3' })
  closing.push(() => client.close())
  return openPortForward(client, target, signal).then((stream) => {
    closing.push(async () => stream.destroy())
    return stream
  })
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return error
  throw new Error(`expected an AppError, got ${String(error)}`)
}

describe('the handshake', () => {
  test('has the path behind the server’s own, the user agent, and each header of the login as often as it is there', async () => {
    const server = accepting()
    const url = await serve(server.onUpgrade)
    await open(accessTo(`${url}/k8s/clusters/c-1`, {}, { token: 'secret', as: 'jane', 'as-groups': ['a', 'b'] }))
    const [request] = server.seen
    expect(request?.url).toBe('/k8s/clusters/c-1/api/v1/namespaces/kube-system/pods/coredns-0/portforward?ports=53')
    expect(request?.headers).toMatchObject({ 'user-agent': 'signpost/1.2.3', authorization: 'Bearer secret' })
    const names = request?.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
    expect(names?.filter((name) => name === 'user-agent')).toHaveLength(1)
    expect(request?.headersDistinct['impersonate-group']).toEqual(['a', 'b'])
  })

  test('goes over the cluster’s own TLS, with the client certificate', async () => {
    const server = accepting()
    const url = await serve(server.onUpgrade, tls)
    const pair = {
      'client-certificate-data': base64(clientCertificate.certificatePem),
      'client-key-data': base64(clientCertificate.keyPem),
    }
    await open(accessTo(url, ca, pair))
    const socket = server.seen[0]?.socket
    expect(socket instanceof TLSSocket ? commonNameOf(socket.getPeerCertificate().raw) : null).toBe('jane')
    expect(await failure(open(accessTo(url, {}, pair)))).toMatchObject({ code: 'unavailable', reason: 'unreachable' })
  })

  test('is tried again with a rotated token after a 401, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signpost-socket-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    const token = join(folder, 'token')
    await writeFile(token, 'old')
    const server = accepting()
    let refused = 0
    const url = await serve((request, socket, head) => {
      if (request.headers.authorization === 'Bearer new') return server.onUpgrade(request, socket, head)
      refused += 1
      void writeFile(token, 'new').then(() => {
        refusing(401, JSON.stringify(statusOf(401, 'Unauthorized', 'Unauthorized')))(request, socket, head)
      })
    })
    await open(accessTo(url, {}, { tokenFile: token }))
    expect(refused).toBe(1)
  })

  test('goes through the proxy of the cluster', async () => {
    const server = accepting()
    const url = new URL(await serve(server.onUpgrade, tls))
    const proxy = await startHttpProxy()
    closing.push(() => proxy.close())
    await open(accessTo(url.origin, { ...ca, 'proxy-url': `http://127.0.0.1:${proxy.port}` }))
    expect([proxy.tunnels.length, server.seen.length]).toEqual([1, 1])
  })
})

describe('a refusal', () => {
  test('is the API server’s own, with code and words', async () => {
    const status = statusOf(
      403,
      'Forbidden',
      'pods "coredns-0" is forbidden: cannot create resource "pods/portforward"',
    )
    const error = await failure(open(accessTo(await serve(refusing(403, JSON.stringify(status))))))
    expect(error).toMatchObject({
      code: 'forbidden',
      message: status.message,
      extra: { status: 403, reason: 'Forbidden' },
    })
  })

  test('may be text, broken JSON or far too long', async () => {
    const text = await failure(open(accessTo(await serve(refusing(502, 'no kubelet\n', 'text/plain')))))
    expect(text).toMatchObject({ code: 'unavailable', message: 'no kubelet' })
    const broken = await failure(open(accessTo(await serve(refusing(500, '{"message":')))))
    expect(broken).toMatchObject({ code: 'unavailable', message: '{"message":' })
    const long = await failure(open(accessTo(await serve(refusing(500, 'x'.repeat(1_000_000), 'text/plain')))))
    expect(long.message.length).toBeLessThanOrEqual(2000)
  })

  test('is a redirect as well: a login goes nowhere else', async () => {
    let visits = 0
    const elsewhere = await serve(() => {
      visits += 1
    })
    const url = await serve((_, socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${elsewhere}\r\nContent-Length: 0\r\n\r\n`),
    )
    expect((await failure(open(accessTo(url, {}, { token: 'secret' })))).code).toBe('unavailable')
    expect(visits).toBe(0)
  })

  test('is told of a server that takes another subprotocol, upgrades to nothing, hangs up or is not there', async () => {
    const cases: OnUpgrade[] = [
      accepting('v5.channel.k8s.io').onUpgrade,
      (_, socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
      (_, socket) => socket.destroy(),
      (_, socket) => socket.end('not http at all\r\n\r\n'),
    ]
    for (const onUpgrade of cases) {
      expect(await failure(open(accessTo(await serve(onUpgrade))))).toMatchObject({ code: 'unavailable' })
    }
    const gone = createTcpServer()
    const { port } = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect((await failure(open(accessTo(`http://127.0.0.1:${port}`)))).message).toContain('refused the connection')
  })

  test('is not waited for once the signal fires', async () => {
    const giveUp = new AbortController()
    const url = await serve(() => giveUp.abort())
    expect(await failure(open(accessTo(url), giveUp.signal))).toMatchObject({ reason: 'cancelled' })
  })
})

describe('the stream', () => {
  async function connected() {
    const server = accepting()
    const stream = await open(accessTo(await serve(server.onUpgrade)))
    const ended = new Promise<unknown>((resolve) => {
      stream.once('error', resolve)
      stream.once('close', () => resolve('closed'))
    })
    return { server, stream, ended }
  }

  test('carries bytes on the data channel, without the port before them', async () => {
    const { server, stream } = await connected()
    const got: Buffer[] = []
    stream.on('data', (chunk: Buffer) => got.push(chunk))
    stream.write('question')
    await expect.poll(() => server.messages.map(String)).toEqual(['\0question'])
    server.send(0, 'one')
    server.send(7, 'of no channel')
    server.send(0, 'two')
    await expect.poll(() => Buffer.concat(got).toString()).toBe('onetwo')
  })

  test('ends with what the node says on the error channel, made harmless', async () => {
    const { server, ended } = await connected()
    server.send(1, `connection refused\u0007${'x'.repeat(1000)}`)
    expect(await ended).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^port-forward to kube-system\/coredns-0: connection refused\\u\{7\}x+…$/),
    })
  })

  test('ends quietly when the server closes it', async () => {
    const { server, stream, ended } = await connected()
    stream.resume()
    server.close()
    expect(await ended).toBe('closed')
  })

  test('ends when more comes than anybody takes', async () => {
    const { server, ended } = await connected()
    for (let part = 0; part < 5; part += 1) server.send(0, Buffer.alloc(300_000))
    expect(await ended).toMatchObject({ message: expect.stringContaining('nobody takes what it sends') })
  })

  test('frees its connection within seconds though the server never answers the goodbye', async () => {
    let isFreed = false
    const server = accepting()
    const url = await serve((request, socket, head) => {
      server.onUpgrade(request, socket, head)
      socket.removeAllListeners('data').removeAllListeners('end')
      socket.resume().once('end', () => {
        isFreed = true
      })
    })
    const stream = await open(accessTo(url))
    stream.destroy()
    await expect.poll(() => isFreed, { timeout: 4000 }).toBe(true)
  })
})
