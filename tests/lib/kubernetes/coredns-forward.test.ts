import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { type CorednsForward, forwardToCoredns } from '@/lib/kubernetes/coredns-forward'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { acceptWebSocket, type WebSocketEnd } from '../../../demo/api/web-socket'
import { accessTo, sendJson } from './loopback-api'
import { ManualClock } from './manual-clock'

interface PodOptions {
  ready?: boolean
  going?: boolean
  port?: number
}

let listed: object[] = []
let lists = 0
let refused: string | null = null
const asked: string[] = []
const peers: WebSocketEnd[] = []
const closing: Array<() => Promise<unknown>> = []
const clock = new ManualClock()
let forward: CorednsForward

beforeEach(async () => {
  listed = []
  lists = 0
  refused = null
  asked.length = 0
  peers.length = 0
  const sockets = new Set<Duplex>()
  const server = createServer((request, response) => {
    lists += 1
    asked.push(request.url ?? '')
    sendJson(response, 200, { items: listed })
  })
  server.on('connection', (socket: Duplex) => sockets.add(socket))
  server.on('upgrade', (request, socket, head) => {
    const url = request.url ?? ''
    asked.push(url)
    if (refused !== null && url.includes(`/${refused}/`)) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 7\r\n\r\nno node')
      return
    }
    const quiet = { onMessage: () => undefined, onClose: () => undefined }
    peers.push(acceptWebSocket(request, socket, head, 'v4.channel.k8s.io', quiet))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = createKubeClient(accessTo(`http://127.0.0.1:${port}`), { kind: 'kubeconfig' }, { userAgent: 'test' })
  forward = forwardToCoredns({ client, clock, random: () => 0 })
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  closing.push(() => client.close())
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const pod = (name: string, { ready = true, going = false, port }: PodOptions = {}) => ({
  metadata: { name, ...(going ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) },
  spec: {
    containers: [
      { name: 'sidecar', ports: [{ name: 'metrics', containerPort: 9153, protocol: 'TCP' }] },
      {
        name: 'dns',
        ...(port === undefined ? {} : { ports: [{ name: 'dns-tcp', containerPort: port, protocol: 'TCP' }] }),
      },
    ],
  },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
})

async function open(): Promise<Duplex> {
  const stream = await forward.open(new AbortController().signal)
  stream.resume()
  closing.push(async () => stream.destroy())
  return stream
}

const forwarded = () =>
  asked.flatMap((url) => /pods\/(.+)\/portforward\?ports=(\d+)/.exec(url)?.slice(1).join(':') ?? [])

test('a Pod that is ready and is to stay is chosen, at the port where it takes DNS over TCP', async () => {
  listed = [pod('starting', { ready: false }), pod('leaving', { going: true }), pod('good', { port: 5353 }), {}]
  await open()
  expect(asked[0]).toContain('/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns')
  expect(forwarded()).toEqual(['good:5353'])
})

test('without a named port it is 53', async () => {
  listed = [pod('plain')]
  await open()
  expect(forwarded()).toEqual(['plain:53'])
})

test('several streams in a row ask for the Pods once', async () => {
  listed = [pod('a')]
  for (let round = 0; round < 4; round += 1) await open()
  expect(lists).toBe(1)
  clock.advance(5000)
  await open()
  expect(lists).toBe(2)
})

test('a Pod that goes is replaced: the list is asked for anew', async () => {
  listed = [pod('old')]
  const stream = await open()
  listed = [pod('new')]
  const closed = new Promise((resolve) => stream.once('close', resolve))
  peers[0]?.close()
  await closed
  await open()
  expect(forwarded()).toEqual(['old:53', 'new:53'])
})

test('a Pod whose node cannot be reached is passed over while there is another', async () => {
  listed = [pod('lost'), pod('good')]
  refused = 'lost'
  const error: unknown = await open().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'unavailable', message: 'no node' })
  await open()
  expect(forwarded()).toEqual(['lost:53', 'good:53'])
  listed = [pod('lost')]
  clock.advance(5000)
  await expect(open()).rejects.toBeInstanceOf(AppError)
  expect(forwarded().at(-1)).toBe('lost:53')
})

test('no ready Pod is said, with the label and the namespace', async () => {
  listed = [pod('starting', { ready: false })]
  await expect(open()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'no ready Pod labelled k8s-app=kube-dns in kube-system',
  })
})
