import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { servicesPageSchema } from '@/lib/contract/services'
import { issueCertificate } from '../../../demo/certificate.ts'
import { poll } from '../../control-plane/poll.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import { type RunningConsole, startConsole } from '../../journeys/console.ts'
import { alias, namespace } from '../../journeys/manifests.ts'

const plane = providedControlPlane()
const home = 'rotated-certificates'
const server = new URL(plane.serverUrl)
const pki = dirname(plane.caPath)
const serving = { certificate: join(pki, 'server.crt'), key: join(pki, 'server.key') }
const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) }

let folder: string
let caFile: string
let tokenFile: string
let before: { certificate: string; key: string }
let line: Server
const sockets = new Set<Socket>()
let running: RunningConsole

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-rotated-'))
  caFile = join(folder, 'ca.crt')
  tokenFile = join(folder, 'token')
  before = { certificate: await readFile(serving.certificate, 'utf8'), key: await readFile(serving.key, 'utf8') }
  await writeFile(caFile, await readFile(plane.caPath))
  await writeFile(tokenFile, plane.token('admin'))
  await apply(namespace(home), alias(home, 'api', 'api-v1.backend.com'))
  // Between console and API server, so that their connections can be broken without the server.
  line = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname)
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => hangUp(client, upstream)))
    client.on('close', () => hangUp(client, upstream)).pipe(upstream)
    upstream.on('close', () => hangUp(client, upstream)).pipe(client)
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const { port } = line.address() as AddressInfo
  const kubeconfig = join(folder, 'config')
  await writeFile(
    kubeconfig,
    stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'rotated' },
      clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': caFile } }],
      users: [{ name: 'u', user: { tokenFile } }],
      contexts: [{ name: 'rotated', context: { cluster: 'c', user: 'u' } }],
    }),
  )
  running = await startConsole({ ...plane, kubeconfigPath: () => kubeconfig })
}, 60_000)

afterAll(async () => {
  await running?.stop()
  if (before) await serve(before.certificate, before.key)
  line?.close()
  breakLines()
  await plane.kubectl(['delete', 'namespace', home, '--wait=false'])
  await rm(folder, { recursive: true, force: true })
}, 120_000)

function hangUp(...pair: Socket[]): void {
  for (const socket of pair) {
    sockets.delete(socket)
    socket.destroy()
  }
}

function breakLines(): void {
  for (const socket of sockets) socket.destroy()
}

async function apply(...objects: object[]): Promise<void> {
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  const { code, stderr } = await plane.kubectl(['apply', '-f', '-'], { stdin })
  if (code !== 0) throw new Error(stderr)
}

/** Gives the API server another certificate, and waits until it shows that. */
async function serve(certificate: string, key: string): Promise<void> {
  await writeFile(serving.key, key)
  await writeFile(serving.certificate, certificate)
  await poll(async () => certificate.replaceAll(/\s/g, '').includes(await shownCertificate()), {
    what: 'the API server serves the other certificate',
    timeoutMs: 90_000,
    everyMs: 500,
  })
}

async function shownCertificate(): Promise<string> {
  const socket = connectTls({ host: server.hostname, port: Number(server.port), rejectUnauthorized: false })
  try {
    await once(socket, 'secureConnect')
    return socket.getPeerCertificate().raw.toString('base64')
  } finally {
    socket.destroy()
  }
}

async function page() {
  return servicesPageSchema.parse(await (await fetch(`${running.url}/api/v1/services?namespace=${home}`)).json())
}

const stateOf = async () => (await page()).clusters[0]

async function giveTo(owner: string): Promise<number> {
  const post = (path: string, body: object) =>
    fetch(`${running.url}/api/v1${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const cluster = (await stateOf())?.name
  const service = { cluster, namespace: home, name: 'api' }
  const request = { kind: 'annotate', service, annotations: { 'a8r.io/owner': owner } }
  const plan = await (await post('/plans', request)).json()
  return (await post('/changes', { request, hash: plan.hash, changeId: crypto.randomUUID() })).status
}

test('an API server with a certificate of another authority is not talked to, which the console says while it shows what it last saw; with that authority in its file it goes on by itself, changes and all', async () => {
  expect((await stateOf())?.state).toBe('live')
  const authority = issueCertificate({ commonName: 'another authority', usage: 'authority', ...validity })
  const other = issueCertificate(
    { commonName: 'kube-apiserver', usage: 'server', alternativeNames: ['127.0.0.1'], ...validity },
    authority.issuer,
  )
  await serve(other.certificatePem, other.keyPem)
  breakLines()
  const stale = await poll(
    async () => {
      const cluster = await stateOf()
      return cluster?.state === 'stale' && cluster
    },
    { what: 'the cluster is stale', timeoutMs: 30_000 },
  )
  expect(stale.why).toMatch(/certificate/)
  expect((await page()).items.map(({ name }) => name)).toEqual(['api'])

  await writeFile(caFile, authority.certificatePem)
  await poll(async () => (await stateOf())?.state === 'live', { what: 'the cluster is live', timeoutMs: 30_000 })
  expect(await giveTo('team-b')).toBe(201)
  await poll(async () => (await page()).items[0]?.owner?.value === 'team-b', {
    what: 'the change is seen',
    timeoutMs: 10_000,
  })
}, 180_000)
