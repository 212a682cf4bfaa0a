import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { environmentsExportQuerySchema } from '@/lib/contract/environments'
import { tarArchive } from '@/lib/http/tar-archive'
import type { Identity } from '@/lib/server/access/identity'
import { exportEnvironments } from '@/lib/server/environments/export-environments'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { readSettings } from '@/lib/server/settings/settings'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { kubectlOf } from './kubectl-of.ts'

const plane = providedControlPlane()
const kubectl = kubectlOf(plane)
const environments = ['dev', 'stg', 'prod'] as const
const overlayOf = { dev: 'development', stg: 'staging', prod: 'production' } as const
const systems = ['kustom-shop', 'kustom-bill']
const namespaces = systems.flatMap((system) => environments.map((environment) => `${system}-${environment}`))

let runtime: ConsoleRuntime
let folder: string

const hostile = { note: 'yes', at: '12:30', text: 'two\nlines: #1 \'"', 'key.example/with-slash': '{{ .Values }}' }

function service(namespace: string, name: string, metadata: object, spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name, ...metadata }, spec }
}

function alias(
  namespace: string,
  name: string,
  externalName: string,
  metadata: object = {},
  spec: object = {},
): object {
  return service(namespace, name, metadata, { type: 'ExternalName', externalName, ...spec })
}

function servicesOf(environment: (typeof environments)[number]): object[] {
  const shop = `kustom-shop-${environment}`
  const team = { labels: { team: 'shop' }, annotations: { owner: 'shop' } }
  const moved = { labels: { 'signpost/tracked': 'true' } }
  const inside = { ports: [{ port: 6379, targetPort: 'redis' }], selector: { app: 'cache' } }
  return [
    alias(shop, 'db', `${environment}-db.company.com`, team, { ports: [{ port: 5432, appProtocol: 'postgres' }] }),
    alias(shop, 'plain', 'api.company.com.'),
    alias(shop, 'noted', 'notes.company.com', environment === 'prod' ? { annotations: hostile } : {}),
    environment === 'prod'
      ? service(shop, 'cache', moved, { type: 'ClusterIP', ...inside })
      : alias(shop, 'cache', `${environment}-cache.company.com`),
    environment === 'stg'
      ? service(shop, 'queue', moved, { clusterIP: 'None', ports: [{ port: 5672 }] })
      : alias(shop, 'queue', `${environment}-mq.company.com`),
    ...(environment === 'prod' ? [alias(shop, 'only-here', 'only.company.com')] : []),
    alias(`kustom-bill-${environment}`, 'db', `${environment}-bill.company.com`),
  ]
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-kustomize-'))
  for (const namespace of namespaces) await kubectl('create', 'namespace', namespace)
  const items = environments.flatMap(servicesOf)
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const applied = await plane.kubectl(['apply', '-f', '-'], { stdin })
  expect(applied.stderr).toBe('')
  const env = {
    KUBECONFIG: plane.kubeconfigPath('admin'),
    SIGNPOST_RESOLVERS: `${plane.world.host}:${plane.world.port}`,
  }
  runtime = new ConsoleRuntime({ settings: readSettings(env), env, clock: systemClock, random: Math.random })
  runtime.start()
  await poll(
    async () =>
      [...runtime.inventory.rows()].filter((row) => namespaces.includes(row.namespace)).length === items.length,
    {
      what: 'all aliases',
      timeoutMs: 20_000,
    },
  )
})

afterAll(async () => {
  await runtime?.close()
  await rm(folder, { recursive: true, force: true })
  await kubectl('delete', 'namespace', ...namespaces, '--wait=false')
})

async function unpack(name: string, identity: Identity, namespace: string[]): Promise<string> {
  const query = environmentsExportQuerySchema.parse({ namespace })
  const { files, leftOutTotal } = await exportEnvironments(runtime, identity, query)
  expect(leftOutTotal).toBe(0)
  const home = join(folder, name)
  await promisify(execFile)('mkdir', [home])
  await writeFile(`${home}.tar`, tarArchive(files, Date.now() / 1000))
  await promisify(execFile)('tar', ['-xf', `${home}.tar`, '-C', home])
  return home
}

async function built(path: string): Promise<{ text: string; places: string[] }> {
  const text = await kubectl('kustomize', path)
  const places = parseAllDocuments(text).map((document) => {
    const { namespace, name } = document.toJS().metadata
    return `${namespace}/${name}`
  })
  return { text, places: places.sort() }
}

async function live(...places: string[]): Promise<string[]> {
  const lists = await Promise.all(
    places.map(async (namespace) => JSON.parse(await kubectl('get', 'services', '-n', namespace, '-o', 'json')).items),
  )
  return lists
    .flat()
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .sort()
}

const diff = (text: string) => plane.kubectl(['diff', '-f', '-'], { stdin: text })

test('kubectl kustomize of each overlay makes the live Services of its environment, and kubectl diff finds nothing to change', async () => {
  const home = await unpack('all', await runtime.viewers.loopback(), namespaces)
  for (const environment of environments) {
    const { text, places } = await built(join(home, 'overlays', overlayOf[environment]))
    expect(places).toEqual(await live(...systems.map((system) => `${system}-${environment}`)))
    expect(await diff(text)).toMatchObject({ code: 0, stdout: '', stderr: '' })
  }
})

test('a single system is laid out as usual, and its base builds with placeholders alone', async () => {
  const own = namespaces.filter((namespace) => namespace.startsWith('kustom-shop'))
  const home = await unpack('one', await runtime.viewers.loopback(), own)
  expect((await readdir(home)).sort()).toEqual(['base', 'overlays'])
  expect((await readdir(join(home, 'overlays'))).sort()).toEqual(['development', 'production', 'staging'])
  const base = await kubectl('kustomize', join(home, 'base'))
  expect(base.match(/externalName: .*/g)).toEqual(Array(6).fill('externalName: placeholder.example.com'))
  const { text, places } = await built(join(home, 'overlays/production'))
  expect(places).toEqual(await live('kustom-shop-prod'))
  expect(await diff(text)).toMatchObject({ code: 0, stdout: '' })
})

test('kubectl diff finds what was changed after the export', async () => {
  const own = ['kustom-bill-dev']
  const home = await unpack('stale', await runtime.viewers.loopback(), own)
  const { text } = await built(join(home, 'overlays/development'))
  await kubectl(
    'patch',
    'service',
    'db',
    '-n',
    'kustom-bill-dev',
    '-p',
    '{"spec":{"externalName":"other.company.com"}}',
  )
  const { code, stdout } = await diff(text)
  expect(code).toBe(1)
  expect(stdout).toContain('other.company.com')
})

test('nothing is exported that the viewer may not see', async () => {
  const nobody = await runtime.viewers.bearer(plane.token('nobody'))
  const query = environmentsExportQuerySchema.parse({})
  expect(await exportEnvironments(runtime, nobody, query)).toEqual({
    files: [],
    services: 0,
    leftOut: [],
    leftOutTotal: 0,
  })
})
