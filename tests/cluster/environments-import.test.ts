import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type EnvironmentImport, environmentImportSchema, importRequestSchema } from '@/lib/contract/environment-import'
import { environmentsExportQuerySchema } from '@/lib/contract/environments'
import { tarArchive } from '@/lib/http/tar-archive'
import type { Identity } from '@/lib/server/access/identity'
import { exportEnvironments } from '@/lib/server/environments/export-environments'
import { importEnvironments } from '@/lib/server/environments/import-environments'
import { listEnvironments } from '@/lib/server/environments/list-environments'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { readSettings } from '@/lib/server/settings/settings'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { kubectlOf } from './kubectl-of.ts'

const plane = providedControlPlane()
const kubectl = kubectlOf(plane)
const namespaces = ['imported-development', 'imported-production', 'imported-pairs']
const names = ['orders-db', 'session-cache', 'events']

let runtime: ConsoleRuntime
let admin: Identity
let folder: string

const placeholders = names
  .map((name) =>
    stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { type: 'ExternalName', externalName: 'placeholder.example.com' },
    }),
  )
  .join('---\n')
const patches = (hostOf: (name: string) => string) =>
  names
    .map((name) =>
      stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { externalName: hostOf(name) } }),
    )
    .join('---\n')
const overlay = (namespace: string) =>
  `namespace: ${namespace}\nresources: [../../base]\npatchesStrategicMerge: [services-patch.yaml]\n`

/** A base with three placeholders and an overlay per environment, as guides show it. */
const guide = [
  { path: 'guide/base/kustomization.yaml', text: 'resources: [services.yaml]\n' },
  { path: 'guide/base/services.yaml', text: placeholders },
  { path: 'guide/overlays/development/kustomization.yaml', text: overlay('imported-development') },
  {
    path: 'guide/overlays/development/services-patch.yaml',
    text: patches((name) => `dev-${name}.internal.company.com`),
  },
  { path: 'guide/overlays/production/kustomization.yaml', text: overlay('imported-production') },
  {
    path: 'guide/overlays/production/services-patch.yaml',
    text: patches((name) => `prod-${name}.abc123.us-east-1.rds.amazonaws.com`),
  },
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-import-'))
  for (const namespace of namespaces) await kubectl('create', 'namespace', namespace)
  for (const { path, text } of guide) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const env = {
    KUBECONFIG: plane.kubeconfigPath('admin'),
    SIGNPOST_RESOLVERS: `${plane.world.host}:${plane.world.port}`,
  }
  runtime = new ConsoleRuntime({ settings: readSettings(env), env, clock: systemClock, random: Math.random })
  runtime.start()
  await poll(async () => runtime.clusters().length === 1, { what: 'the cluster', timeoutMs: 20_000 })
  admin = await runtime.viewers.loopback()
})

afterAll(async () => {
  await runtime?.close()
  await rm(folder, { recursive: true, force: true })
  await kubectl('delete', 'namespace', ...namespaces, '--wait=false')
})

async function imported(body: object, identity = admin): Promise<EnvironmentImport> {
  // As it goes over the wire.
  return environmentImportSchema.parse(
    JSON.parse(JSON.stringify(await importEnvironments(runtime, identity, importRequestSchema.parse(body)))),
  )
}

const watched = (namespace: string) => [...runtime.inventory.rows()].filter((row) => row.namespace === namespace).length
const stateOf = ({ environments }: EnvironmentImport, name: string) =>
  environments.flatMap(({ items }) => items).find(({ service }) => service.name === name)

test('a guide imports, stands out nowhere, and goes round: applied, exported, built by kubectl, with nothing to change', async () => {
  const archive = gzipSync(tarArchive(guide, 0)).toString('base64')
  const before = await imported({ archive })
  expect(before.problems).toEqual([])
  expect(before.environments.map(({ environment, items }) => [environment, items.length])).toEqual([
    ['development', 3],
    ['production', 3],
  ])
  expect(before.counts).toMatchObject({ new: 6, changed: 0, same: 0 })
  expect(before.matrix.rows.map(({ name, state }) => [name, state])).toEqual(
    names.toSorted().map((name) => [name, 'different']),
  )

  for (const environment of ['development', 'production']) {
    await kubectl('apply', '-k', join(folder, 'guide/overlays', environment))
    await poll(async () => watched(`imported-${environment}`) === 3, { what: 'the aliases', timeoutMs: 20_000 })
  }
  expect((await imported({ files: guide })).counts).toMatchObject({ new: 0, changed: 0, same: 6 })
  const { states } = await listEnvironments(runtime, admin, { q: 'imported-', offset: 0, limit: 100 })
  expect(states).toMatchObject({ all: 3, 'stands-out': 0 })

  const query = environmentsExportQuerySchema.parse({ namespace: namespaces.slice(0, 2) })
  const { files } = await exportEnvironments(runtime, admin, query)
  expect((await imported({ files })).counts).toMatchObject({ new: 0, changed: 0, same: 6 })
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, 'exported', path)), { recursive: true })
    await writeFile(join(folder, 'exported', path), text)
  }
  for (const environment of ['development', 'production']) {
    const built = await kubectl('kustomize', join(folder, 'exported/overlays', environment))
    expect(await plane.kubectl(['diff', '-f', '-'], { stdin: built })).toMatchObject({ code: 0, stdout: '' })
  }
})

const spec = (externalName: string, more: object = {}) => ({ type: 'ExternalName', externalName, ...more })
const pods = (selector: object, more: object = {}) => ({ selector, ports: [{ port: 5432 }], ...more })

/** What is applied first, and what is held against it then. */
const pairs: Readonly<Record<string, readonly [first: object, then: object, state: 'same' | 'changed']>> = {
  'as-it-is': [{ spec: spec('a.company.com') }, { spec: spec('a.company.com') }, 'same'],
  completed: [
    { spec: spec('a.company.com', { ports: [{ port: 1, protocol: 'TCP', targetPort: 1 }] }) },
    { spec: spec('a.company.com', { ports: [{ port: 1 }] }) },
    'same',
  ],
  retargeted: [{ spec: spec('a.company.com') }, { spec: spec('b.company.com.') }, 'changed'],
  'label-taken-out': [
    { metadata: { labels: { a: 'b' } }, spec: spec('a.company.com') },
    { spec: spec('a.company.com') },
    'changed',
  ],
  'port-taken-out': [
    {
      spec: spec('a.company.com', {
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 2 },
        ],
      }),
    },
    { spec: spec('a.company.com', { ports: [{ name: 'a', port: 1 }] }) },
    'changed',
  ],
  'port-renamed': [
    { spec: spec('a.company.com', { ports: [{ name: 'a', port: 1 }] }) },
    { spec: spec('a.company.com', { ports: [{ name: 'b', port: 1 }] }) },
    'changed',
  ],
  'into-the-cluster': [{ spec: spec('a.company.com') }, { spec: pods({ app: 'a' }, { type: 'ClusterIP' }) }, 'changed'],
  'out-of-the-cluster': [{ spec: pods({ app: 'a' }) }, { spec: spec('a.company.com') }, 'changed'],
  'other-pods': [{ spec: pods({ app: 'a' }) }, { spec: pods({ app: 'b' }) }, 'changed'],
  'same-pods': [{ spec: pods({ app: 'a' }) }, { spec: pods({ app: 'a' }) }, 'same'],
}

describe('what an import calls changed is what kubectl diff finds, and applied it is the same', () => {
  test.each(Object.entries(pairs))('%s', async (name, [first, then, state]) => {
    const manifest = ({ metadata = {}, ...rest }: { metadata?: object }) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'imported-pairs', ...metadata },
        ...rest,
      })
    const apply = (text: string) => plane.kubectl(['apply', '-f', '-'], { stdin: text })
    expect((await apply(manifest(first))).code).toBe(0)
    const files = [{ path: 'then.yaml', text: manifest(then) }]
    const item = stateOf(await imported({ files }), name)
    expect(item?.state).toBe(state)
    const diff = await plane.kubectl(['diff', '-f', '-'], { stdin: manifest(then) })
    expect(diff.code, diff.stderr).toBe(state === 'same' ? 0 : 1)
    expect((await apply(manifest(then))).stderr).toBe('')
    expect(stateOf(await imported({ files }), name)?.diff).toEqual([])
  })
})

test('names what is in the cluster only, and what the viewer may not read as not known', async () => {
  await kubectl('apply', '-k', join(folder, 'guide/overlays/development'))
  await poll(async () => watched('imported-development') === 3, { what: 'the aliases', timeoutMs: 20_000 })
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'orders-db', namespace: 'imported-development' },
    spec: spec('x.company.com'),
  })
  const files = [{ path: 'one.yaml', text }]
  expect((await imported({ files })).counts).toMatchObject({ changed: 1, 'only-in-cluster': 2 })
  const nobody = await runtime.viewers.bearer(plane.token('nobody'))
  const seen = await imported({ files }, nobody)
  expect(seen.counts).toMatchObject({ changed: 0, unknown: 1, 'only-in-cluster': 0 })
  expect(stateOf(seen, 'orders-db')?.why).toContain('services')
  expect(JSON.stringify(seen)).not.toContain('dev-orders-db')
})
