import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { planSchema } from '@/lib/contract/changes'
import { dependencyDetailSchema } from '@/lib/contract/dependencies'
import { serviceDetailSchema, servicesPageSchema } from '@/lib/contract/services'
import { sessionSchema } from '@/lib/contract/session'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { createApiClient } from '../contract/api-client.ts'
import type { Identity } from '../control-plane/identities.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import type { Administrator } from '../plane/administrator.ts'
import { apiAdministrator } from '../plane/api-administrator.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const home = 'several-test'
const away = 'editor-home'
const published = 'orders.west.clusters.example'

let plane: TestPlane
let west: EmbeddedCluster
let westAdministrator: Administrator
let closeWest: () => void
let running: RunningConsole
let folder: string

beforeAll(async () => {
  plane = await openTestPlane()
  const { token } = plane
  const answers = new Map([[published, [{ type: 'A', data: '203.0.113.41', ttlSeconds: 30 }] as const]])
  west = await startEmbeddedCluster({
    contextName: 'west-1',
    // Who is the editor at home is nobody there, and the other way round.
    tokens: { admin: token('admin'), viewer: token('viewer'), editor: token('nobody'), nobody: token('editor') },
    worldAnswers: answers,
  })
  const client = createApiClient({ ...west, caPem: await readFile(west.caPath, 'utf8') })
  westAdministrator = apiAdministrator(client)
  closeWest = client.close
  await plane.world.update({ [published]: [{ type: 'A', data: '203.0.113.41', ttlSeconds: 30 }] })
  await plane.administrator.apply(
    namespace(home),
    alias(home, 'orders', published),
    alias(away, 'orders', published),
    ...balanced(home, 'intake', 'intake.home.clusters.example'),
  )
  await plane.administrator.publishService(home, 'intake', [{ ip: '203.0.113.42', ipMode: 'VIP' }])
  await westAdministrator.apply(
    namespace('shop'),
    alias('shop', 'intake', 'intake.home.clusters.example'),
    alias('shop', 'orders', published),
    alias(away, 'search', 'old.west.example'),
    ...balanced('shop', 'orders-api', published),
  )
  await westAdministrator.publishService('shop', 'orders-api', [{ ip: '203.0.113.41' }])
  folder = await mkdtemp(join(tmpdir(), 'signpost-several-'))
  // Its own goes with it.
  const westKubeconfig = join(folder, 'kubeconfig')
  await copyFile(west.kubeconfigPath('admin'), westKubeconfig)
  const dns = ({ host, port }: { host: string; port: number }) => `${host}:${port}`
  const clusters = [
    { context: plane.contextName, name: 'home' },
    { context: 'nowhere', domain: 'nowhere.local' },
    { context: 'west-1', name: 'west', dns: dns(west.clusterDns), resolvers: [dns(west.world)] },
  ]
  await writeFile(join(folder, 'signpost.yaml'), stringify({ clusters }))
  running = await startConsole(plane, {
    SIGNPOST_AUTH: 'token',
    SIGNPOST_CONFIG: join(folder, 'signpost.yaml'),
    KUBECONFIG: [plane.kubeconfigPath('admin'), westKubeconfig].join(delimiter),
  })
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteService(away, 'orders')
  await plane?.administrator.deleteNamespace(home)
  await plane?.world.update({ [published]: null })
  await plane?.close()
  closeWest?.()
  await west?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

/** A Service of type LoadBalancer with one endpoint that is ready and one that is not. */
function balanced(namespaceName: string, name: string, host: string): object[] {
  const annotations = { 'external-dns.alpha.kubernetes.io/hostname': host }
  return [
    {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { namespace: namespaceName, name, annotations } },
      spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
    },
    {
      ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' },
      metadata: { namespace: namespaceName, name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
      endpoints: [
        { addresses: ['10.1.0.1'], conditions: { ready: true } },
        { addresses: ['10.1.0.2'], conditions: { ready: false } },
      ],
      ports: [{ port: 8443 }],
    },
  ]
}

async function get(identity: Identity, path: string): Promise<unknown> {
  const answer = await fetch(`${running.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${plane.token(identity)}` },
  })
  return (answer.headers.get('content-type') ?? '').includes('json') ? answer.json() : answer.text()
}

async function post(identity: Identity, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${running.url}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${plane.token(identity)}`, 'content-type': 'application/json' },
  })
  return answer.json()
}

const list = async (identity: Identity, query: string) =>
  servicesPageSchema.parse(await get(identity, `/services?${query}`))
const detail = async (identity: Identity, path: string) =>
  serviceDetailSchema.parse(await get(identity, `/services/${path}`))

describe('a console of two clusters', () => {
  test('names them as its settings do, and lists the aliases of both, told apart by a facet', async () => {
    const both = await list('admin', 'q=orders.west')
    expect(both.clusters.map(({ name, label, state }) => [name, label, state])).toEqual([
      ['home', plane.contextName, 'live'],
      ['nowhere', 'nowhere', 'connecting'],
      ['west', 'west-1', 'live'],
    ])
    expect(both.clusters[1]?.why).toBe('context "nowhere" does not exist')
    expect(both.facets.cluster).toEqual({ home: 2, west: 1 })
    const west = await list('admin', 'cluster=west')
    const names = west.items.map(({ cluster, name }) => `${cluster}/${name}`).sort()
    expect(names).toEqual(['west/intake', 'west/orders', 'west/search'])
  })

  test('leads an alias to the load balancer of the other cluster that publishes its target, and to the Pods behind', async () => {
    const behind = { cluster: 'west', namespace: 'shop', name: 'orders-api', isCertain: true, ready: 1, total: 2 }
    await expect
      .poll(async () => (await detail('viewer', `home/${home}/orders`)).loadBalancers, { timeout: 15_000 })
      .toEqual([{ ...behind, by: '203.0.113.41' }])
    const diagram = String(await get('viewer', `/services/home/${home}/orders/diagram?kind=flow`))
    expect(diagram).toContain('subgraph s1["cluster west"]')
    expect(diagram).toContain('"1 of 2 Pods ready<br/>behind that Service"')
  })

  test('finds it by its name alone where the name has no address, and the other way round as well', async () => {
    await expect
      .poll(async () => (await detail('viewer', 'west/shop/intake')).loadBalancers, { timeout: 15_000 })
      .toMatchObject([{ cluster: 'home', namespace: home, name: 'intake', by: 'intake.home.clusters.example' }])
  })

  test('follows a load balancer that is published elsewhere, and one that is gone', async () => {
    await plane.administrator.patchService(home, 'intake', {
      metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'moved.home.clusters.example' } },
    })
    const found = async () => (await detail('viewer', 'west/shop/intake')).loadBalancers.length
    await expect.poll(found, { timeout: 15_000 }).toBe(0)
    await westAdministrator.patchService('shop', 'intake', { spec: { externalName: 'moved.home.clusters.example' } })
    await expect.poll(found, { timeout: 15_000 }).toBe(1)
    await plane.administrator.deleteService(home, 'intake')
    await expect.poll(found, { timeout: 15_000 }).toBe(0)
  })

  test('hides it from whoever may not get Services in its namespace', async () => {
    expect((await detail('editor', `home/${away}/orders`)).loadBalancers).toEqual([])
    expect((await detail('viewer', `home/${away}/orders`)).loadBalancers).toHaveLength(1)
  })

  test('knows a viewer in each cluster by the name that they have there, in the session and in its records', async () => {
    const session = sessionSchema.parse(await get('nobody', '/session'))
    expect([session.identity.user, session.names]).toEqual(['nobody', { west: 'editor' }])
    expect(sessionSchema.parse(await get('admin', '/session'))).not.toHaveProperty('names')
    const service = { cluster: 'west', namespace: away, name: 'search' }
    const plan = planSchema.parse(await post('nobody', '/plans', { kind: 'retarget', service, target: published }))
    const acknowledge = plan.prechecks.flatMap(({ code, state }) => (state === 'warn' ? [code] : []))
    const body = { request: plan.request, hash: plan.hash, changeId: crypto.randomUUID(), acknowledge }
    expect(await post('nobody', '/changes', body)).toMatchObject({ by: 'editor', service })
  })

  test('compares what the clusters say of one host, each asked of its own DNS', async () => {
    await plane.world.update({ [published]: null })
    const views = async () => {
      const { views: all } = dependencyDetailSchema.parse(await get('viewer', `/dependencies/${published}`))
      return all.map(({ cluster, vantages }) => [cluster, ...vantages.map(({ verdict }) => verdict.code)])
    }
    const ask = () =>
      fetch(`${running.url}/api/v1/services/home/${home}/orders/resolution`, {
        method: 'POST',
        headers: { authorization: `Bearer ${plane.token('admin')}` },
      })
    // The cluster's DNS keeps its answer for some seconds.
    await expect
      .poll(() => ask().then(views), { timeout: 30_000, interval: 1000 })
      .toEqual([
        ['home', 'NXDOMAIN_ORIGIN', 'NXDOMAIN_ORIGIN'],
        ['west', 'OK_V4_ONLY', 'OK_V4_ONLY'],
      ])
  })

  test('is ready without the one that it cannot reach', async () => {
    const answer = await fetch(`${running.url}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ready\n'])
  })

  test('keeps the rows of one that is away, says so, and serves the other as ever', async () => {
    closeWest()
    await west.stop()
    await expect
      .poll(async () => (await list('admin', 'limit=1')).clusters.map(({ state }) => state), { timeout: 30_000 })
      .toEqual(['live', 'connecting', 'stale'])
    const { items, facets } = await list('admin', 'q=orders.west')
    expect(facets.cluster).toEqual({ home: 2, west: 2 })
    expect(items).toHaveLength(4)
    expect((await detail('viewer', `home/${home}/orders`)).row.cluster).toBe('home')
  })
})
