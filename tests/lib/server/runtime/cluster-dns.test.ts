import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Clock } from '@/lib/domain/clock'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { openCluster } from '@/lib/server/runtime/open-cluster'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { lookUpService } from '@/lib/server/services/look-up-service'
import { serviceResolution } from '@/lib/server/services/service-texts'
import { readSettings } from '@/lib/server/settings/settings'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../../demo/start-embedded-cluster'
import { poll } from '../../../control-plane/poll.ts'
import { type DnsServer, startDnsServer } from '../../dns/dns-server'

const ref = { namespace: 'default', name: 'orders' }
const target = 'api-v1.backend.com'
let plane: EmbeddedCluster
let dying: DnsServer
let running: ConsoleRuntime | null = null

beforeAll(async () => {
  plane = await startEmbeddedCluster()
  dying = await startDnsServer({ [target]: [{ type: 'A', data: '192.0.2.9', ttl: 60 }] })
  const alias = (namespace: string, name: string, externalName: string) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { type: 'ExternalName', externalName },
  })
  plane.seed([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } },
    alias('default', 'orders', target),
    alias('web', 'orders-here', 'orders.default.svc.cluster.local'),
    ...['one', 'two', 'three', 'four'].map((name) => alias('web', name, `${name}.example.net`)),
  ])
})

afterAll(async () => {
  await dying.close()
  await plane.stop()
})

afterEach(async () => {
  await running?.close()
  running = null
})

async function start(identity: 'admin' | 'viewer', more: Record<string, string> = {}, clock = systemClock) {
  const env = {
    KUBECONFIG: plane.kubeconfigPath(identity),
    SIGNPOST_RESOLVERS: `${plane.worldDns.host}:${plane.worldDns.port}`,
    ...more,
  }
  const runtime = new ConsoleRuntime({ settings: readSettings(env), env, clock, random: Math.random })
  running = runtime
  runtime.start()
  await poll(async () => runtime.inventory.size > 1, { what: 'the aliases', timeoutMs: 10_000 })
  const cluster = runtime.clusters()[0]?.id ?? ''
  return { runtime, viewer: await runtime.viewers.loopback(), service: { ...ref, cluster } }
}

describe('outside a cluster, without the address of its DNS', () => {
  test('the cluster’s view comes by port-forward, named as such, with the domain and TTLs of its Corefile', async () => {
    const { runtime, viewer, service } = await start('admin')
    const { vantages, absent, dns, pending } = await serviceResolution(runtime, viewer, service, true)
    expect(vantages.map(({ vantage, verdict }) => `${vantage} ${verdict.severity}`)).toEqual([
      'cluster ok',
      'outside ok',
    ])
    expect(vantages[0]?.resolver).toContain('by port-forward')
    expect(vantages[0]?.hops[0]).toMatchObject({ owner: 'orders.default.svc.cluster.local', data: target })
    expect({ absent, pending }).toEqual({ absent: [], pending: [] })
    expect(dns).toMatchObject({
      clusterDomain: 'cluster.local',
      clusterDomainSource: 'corefile',
      kubernetesTtlSeconds: 5,
      source: 'corefile',
      why: null,
    })
  })

  test('whom the port-forward is refused gets an unknown view that names verb and resource, and the outside verdict', async () => {
    const { runtime, viewer, service } = await start('viewer')
    const { vantages } = await serviceResolution(runtime, viewer, service, true)
    expect(vantages[0]).toMatchObject({ vantage: 'cluster', addresses: [], verdict: { severity: 'unknown' } })
    expect(vantages[0]?.verdict.summary).toMatch(/(create|get) resource "pods\/portforward"/)
    expect(runtime.inventory.row(service)).toMatchObject({ severity: 'ok', vantage: 'outside' })
  })

  test('a domain that is set stands whatever the Corefile says', async () => {
    const { runtime, viewer, service } = await start('admin', { SIGNPOST_CLUSTER_DOMAIN: 'corp.test' })
    const { serviceName, dns } = await serviceResolution(runtime, viewer, service)
    expect(serviceName).toBe('orders.default.svc.corp.test')
    const domain = { clusterDomain: 'corp.test', clusterDomainSource: 'setting' }
    expect(dns).toMatchObject({ ...domain, source: 'corefile' })
    expect(runtime.statuses()).toMatchObject([domain])
  })
})

test('in a cluster the ClusterIP of kube-dns is asked, and that its resolver gives the same view is said', async () => {
  const { clusters } = await readKubeconfig({ env: { KUBECONFIG: plane.kubeconfigPath('viewer') }, contexts: null })
  const [access] = clusters
  if (access === undefined) throw new Error('no cluster')
  const opened = await openCluster({
    ...{ access: { ...access, inCluster: true }, clusterDomain: null, knownDomain: null },
    ...{ clusterDns: null, resolvers: null, clock: systemClock, random: Math.random },
  })
  await opened.close()
  expect(opened.vantages).toMatchObject([{ name: 'cluster', resolvers: [{ host: '10.96.0.10', port: 53 }] }])
  expect(opened.absent).toMatchObject([{ vantage: 'outside', reason: 'same-view' }])
})

// Five minutes pass in a tenth of a second.
const hasty: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms === 300_000 ? 100 : ms, run) }

const corefileOf = (plugins: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'kube-system', name: 'coredns' },
  data: { Corefile: `.:53 {\n ${plugins}\n cache 5\n forward . 10.0.0.2\n}\n` },
})
const corefile = (domain: string) => corefileOf(`kubernetes ${domain} {\n  ttl 5\n }`)

test('a cluster’s status says that its domain is assumed, and tells browsers when the Corefile confirms it', async () => {
  plane.seed([corefileOf('log')])
  try {
    const { runtime } = await start('admin', {}, hasty)
    expect(runtime.statuses()).toMatchObject([{ clusterDomain: 'cluster.local', clusterDomainSource: 'assumed' }])
    const sent: string[] = []
    const all = () => true
    runtime.live.subscribe({ canSee: all, seesAll: all, send: (text) => sent.push(text) > 0, end: () => {} })
    plane.seed([corefile('cluster.local')])
    const isTold = () => sent.some((text) => text.includes('"clusterDomainSource":"corefile"'))
    await poll(async () => isTold(), { what: 'the domain as the Corefile says', timeoutMs: 15_000 })
  } finally {
    plane.seed([corefile('cluster.local')])
  }
}, 30_000)

test('a domain that the Corefile names later makes every row anew', async () => {
  const { runtime, service } = await start('admin', {}, hasty)
  const serviceName = () => runtime.inventory.row(service)?.serviceName
  expect(serviceName()).toBe('orders.default.svc.cluster.local')
  plane.seed([corefile('corp.test')])
  try {
    await poll(async () => serviceName() === 'orders.default.svc.corp.test', { what: 'new rows', timeoutMs: 15_000 })
    expect(runtime.clusters()[0]?.dnsFacts()).toMatchObject({
      clusterDomain: 'corp.test',
      clusterDomainSource: 'corefile',
    })
  } finally {
    plane.seed([corefile('cluster.local')])
  }
}, 30_000)

describe('a lookup as a pod does it', () => {
  test('asks for the short name from the alias’ own namespace, and says who else leads there', async () => {
    const { runtime, viewer, service } = await start('admin')
    const lookup = await lookUpService(runtime, viewer, service, null)
    expect(lookup).toMatchObject({
      name: 'orders',
      namespace: 'default',
      namespaces: ['default', 'web'],
      problem: null,
    })
    expect(lookup.asked.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'orders.default.svc.cluster.local found',
    ])
    expect(lookup.resolver).toContain('by port-forward')
  })

  test('asks from another namespace through its search path, query by query, with what was said to each', async () => {
    const { runtime, viewer, service } = await start('admin')
    const { name, asked } = await lookUpService(runtime, viewer, service, 'web')
    expect(name).toBe('orders.default')
    expect(asked.map((query) => `${query.name} ${query.outcome} ${query.replies.A.said}`)).toEqual([
      'orders.default.web.svc.cluster.local no-name NXDOMAIN',
      'orders.default.svc.cluster.local found NOERROR',
    ])
  })
})

test('a resolver that answers nobody is one line of the cluster’s state, and goes by itself when it answers again', async () => {
  dying.scripts.set('*', { drop: true })
  const { host, port } = dying.address
  const { runtime, viewer, service } = await start('admin', { SIGNPOST_RESOLVERS: `${host}:${port}` })
  const silent = () => runtime.statuses()[0]?.silentResolvers ?? []
  await poll(async () => silent().length > 0, { what: 'the silence', timeoutMs: 20_000 })
  expect(silent()).toEqual([
    {
      vantage: 'outside',
      resolver: `${host}:${port}`,
      since: expect.stringMatching(/^20\d\d-.*Z$/),
      why: expect.stringContaining('3 s'),
      replacedBy: null,
    },
  ])
  dying.scripts.clear()
  await poll(async () => silent().length === 0, { what: 'the end of the silence', timeoutMs: 20_000 })
  expect((await serviceResolution(runtime, viewer, service, true)).vantages[1]?.addresses).toEqual(['192.0.2.9'])
}, 60_000)
