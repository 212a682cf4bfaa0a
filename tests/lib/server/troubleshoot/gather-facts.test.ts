import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod } from '@/lib/dns/look-up-as-pod'
import type { Alias } from '@/lib/domain/alias/alias'
import { openCase } from '@/lib/domain/troubleshoot/open-case'
import type { Symptom } from '@/lib/domain/troubleshoot/symptom'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { createMonitor } from '@/lib/server/monitor/monitor'
import { type CaseSources, gatherFacts } from '@/lib/server/troubleshoot/gather-facts'
import { type DnsServer, startDnsServer, type ZoneRecord } from '../../dns/dns-server'
import { realClock } from '../../dns/real-clock'
import { accessTo, sendJson, startLoopbackApi, statusOf } from '../../kubernetes/loopback-api'
import { sampleAlias } from '../inventory/sample-alias'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

type Answers = Record<string, unknown>

const target = 'orders.example.net'
const serviceName = 'orders.shop.svc.cluster.local'
const corefile = '.:53 {\n kubernetes cluster.local { ttl 30\n }\n forward . 10.0.0.2\n}\n'
const pod = (name: string) => ({
  metadata: { name },
  spec: {},
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
})

/** What an API server holds for a case in which everything may be read, by path. */
const everything: Answers = {
  '/api/v1/namespaces/shop/services/orders': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'orders', namespace: 'shop', uid: 'u', resourceVersion: '7' },
    spec: { type: 'ExternalName', externalName: 'Orders.example.net.', ports: [{ port: 5432, protocol: 'TCP' }] },
  },
  '/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies': { items: [] },
  '/api/v1/namespaces/kube-system': { metadata: { labels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
  '/api/v1/namespaces/kube-system/configmaps/coredns': {
    metadata: { name: 'coredns', namespace: 'kube-system' },
    data: { Corefile: corefile },
  },
  '/api/v1/namespaces/kube-system/pods': { items: [pod('coredns-b'), pod('coredns-a')] },
  '/api/v1/namespaces/kube-system/pods/coredns-a/log': `2026-11-24T03:00:00Z [ERROR] ${target}. A: i/o timeout\n`,
  '/api/v1/namespaces/kube-system/pods/coredns-b/log': 'nothing of note\n',
}

interface Setup {
  api?: (path: string, response: ServerResponse, request: IncomingMessage) => boolean
  clusterZone?: Record<string, ZoneRecord[]>
  outsideZone?: Record<string, ZoneRecord[]>
  withoutCluster?: boolean
  limitMs?: number
}

const address: ZoneRecord[] = [{ type: 'A', data: '203.0.113.7', ttl: 60 }]
const fine = { [serviceName]: [{ type: 'CNAME' as const, data: target, ttl: 30 }], [target]: address }

async function serve(zone: Record<string, ZoneRecord[]>): Promise<DnsServer> {
  const server = await startDnsServer(zone)
  open.push(server)
  return server
}

async function start(setup: Setup = {}): Promise<{ sources: CaseSources; asked: string[]; cluster: DnsServer }> {
  const asked: string[] = []
  const api = await startLoopbackApi((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname
    asked.push(path)
    if (setup.api?.(path, response, request)) return
    const found = everything[path]
    if (typeof found === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(found)
    else if (found === undefined) sendJson(response, 404, statusOf(404, 'NotFound', `${path} not found`))
    else sendJson(response, 200, found)
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  const cluster = await serve(setup.clusterZone ?? fine)
  const outside = await serve(setup.outsideZone ?? { [target]: address })
  const dns = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits: { patienceMs: 300 } })
  const monitor = createMonitor({
    vantages: [
      ...(setup.withoutCluster ? [] : [{ name: 'cluster' as const, resolvers: [cluster.address] }]),
      { name: 'outside' as const, resolvers: [outside.address] },
    ],
    client: dns,
    clock: realClock,
    random: () => 0.5,
    clusterDomain: 'cluster.local',
    onAnswer: () => undefined,
  })
  open.push(api, client, dns, monitor)
  const sources: CaseSources = {
    clock: realClock,
    client,
    context: 'test',
    clusterDomain: 'cluster.local',
    isConsoleInCluster: false,
    askNow: (service) => monitor.askNow(service),
    history: (host) => monitor.history(host),
    lookUpAsPod: setup.withoutCluster
      ? null
      : (question, signal) =>
          lookUpAsPod(dns, cluster.address, { ...question, clusterDomain: 'cluster.local' }, { signal }),
    inCluster: () => null,
    probe: async () => ({ plan: off, latest: null }),
    ...(setup.limitMs === undefined ? {} : { limitMs: setup.limitMs }),
  }
  return { sources, asked, cluster }
}

const off = { kind: 'skip' as const, code: 'off' as const, why: 'Probing is off.' }
const client = { namespace: 'shop', labels: null }

async function caseOf(sources: CaseSources, symptom: Symptom, alias: Alias = sampleAlias()) {
  return openCase(symptom, await gatherFacts(sources, alias, client))
}

const forbid = (denied: string) => (path: string, response: ServerResponse) => {
  if (!path.endsWith(denied)) return false
  sendJson(response, 403, statusOf(403, 'Forbidden', 'no'))
  return true
}

describe('a case on the server', () => {
  test('reads the Service, its policies, the Corefile and the log as the viewer, and asks both vantages', async () => {
    const { sources, asked } = await start()
    const found = await caseOf(sources, 'resolution-fails')
    const states = Object.fromEntries(found.steps.map(({ code, state }) => [code, state]))
    expect(states).toEqual({
      ...{ name: 'ok', service: 'ok', served: 'ok', 'cluster-dns': 'ok', 'outside-dns': 'ok', 'as-pod': 'ok' },
      ...{ corefile: 'ok', 'egress-dns': 'ok', 'egress-target': 'ok', tcp: 'skipped', tls: 'skipped', ttl: 'ok' },
      'coredns-log': 'warning',
    })
    expect(found.log.map((log) => log.pod)).toEqual(['coredns-a'])
    expect(found.steps.find(({ code }) => code === 'name')?.commands[0]?.gave).toBe('Orders.example.net.')
    expect(new Set(asked)).toEqual(new Set(Object.keys(everything)))
  })

  test('says whose side it is when the cluster alone does not resolve it', async () => {
    const { sources } = await start({ clusterZone: { [serviceName]: fine[serviceName] ?? [] } })
    const found = await caseOf(sources, 'resolution-fails')
    expect(found).toMatchObject({ certainty: 'found', side: 'ours', severity: 'critical' })
    expect(found.cause).toContain('10.0.0.2')
  })

  test.each([
    ['networkpolicies', 'egress-target', 'Not read: you may not list networkpolicies in shop.'],
    ['configmaps/coredns', 'corefile', 'Not read: you may not get configmaps in kube-system.'],
    ['kube-system/pods', 'coredns-log', 'Not read: you may not list pods in kube-system.'],
    ['/log', 'coredns-log', 'Not read: you may not get pods/log in kube-system.'],
  ])('skips what it may not read and names the right: %s', async (denied, code, why) => {
    const { sources } = await start({ api: forbid(denied) })
    const found = await caseOf(sources, 'connection-times-out')
    expect(found.steps.find((step) => step.code === code)).toMatchObject({ state: 'skipped', detail: why })
    expect(found.steps.find((step) => step.code === 'cluster-dns')?.state).toBe('ok')
  })

  test('leaves a rule undecided that names a namespace whose labels may not be read', async () => {
    const namespaceSelector = { matchLabels: { team: 'dns' } }
    const policy = {
      metadata: { name: 'dns' },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector }] }] },
    }
    const { sources } = await start({
      api: (path, response) => {
        if (path.endsWith('/networkpolicies')) sendJson(response, 200, { items: [policy] })
        else if (path.endsWith('/namespaces/kube-system')) sendJson(response, 403, statusOf(403, 'Forbidden', 'no'))
        else return false
        return true
      },
    })
    const found = await caseOf(sources, 'resolution-fails')
    expect(found.steps.find(({ code }) => code === 'egress-dns')?.state).toBe('unknown')
  })

  const labelled = (labels: Record<string, string>, isReady: boolean) => ({
    ...{ metadata: { name: 'coredns-a', labels: { 'k8s-app': 'kube-dns', ...labels } } },
    spec: { containers: [{ name: 'coredns', ports: [{ name: 'dns-tcp', protocol: 'TCP', containerPort: 1053 }] }] },
    status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  })
  const dnsPolicy = (port: number) => ({
    metadata: { name: 'dns' },
    spec: {
      ...{ podSelector: {}, policyTypes: ['Egress'] },
      egress: [
        {
          to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'coredns' } } }],
          ports: [
            { protocol: 'UDP', port },
            { protocol: 'TCP', port },
          ],
        },
      ],
    },
  })

  test.each([
    ['every label of the pods of the DNS', 1053, true, 'ok'],
    ['the port that they listen at, not the one of their Service', 53, true, 'critical'],
    ['nothing where the pods may not be listed', 53, false, 'unknown'],
  ])('holds policies against %s', async (_, port, mayList, state) => {
    const { sources } = await start({
      api: (path, response) => {
        if (path.endsWith('/networkpolicies')) sendJson(response, 200, { items: [dnsPolicy(port)] })
        else if (!path.endsWith('kube-system/pods')) return false
        else if (!mayList) sendJson(response, 403, statusOf(403, 'Forbidden', 'no'))
        else sendJson(response, 200, { items: [labelled({ 'app.kubernetes.io/name': 'coredns' }, true)] })
        return true
      },
    })
    const found = await caseOf(sources, 'resolution-fails')
    expect(found.steps.find(({ code }) => code === 'egress-dns')).toMatchObject({ state })
    if (state === 'critical') {
      expect(found.issue).toContain('whose pods listen at 1053')
      expect(found.fix.lines?.lines.join('\n')).toContain('{ protocol: UDP, port: 1053 }')
    }
  })

  test('reads the log after it has asked, so that it holds what the questions themselves brought about', async () => {
    let questions = () => 0
    const { sources, cluster } = await start({
      api: (path, response) => {
        if (!path.endsWith('/log')) return false
        // CoreDNS writes that an upstream is silent when it has given up, before it is asked again.
        const text = questions() > 2 ? `2026-11-24T03:00:00Z [ERROR] plugin/errors: 2 ${target}. A: i/o timeout\n` : ''
        response.writeHead(200, { 'content-type': 'text/plain' }).end(text)
        return true
      },
    })
    cluster.scripts.set(target, { drop: true })
    questions = () => cluster.seen.filter(({ name, type }) => name === target && type === 'A').length
    const found = await caseOf(sources, 'resolution-fails')
    expect(found.log.flatMap(({ lines }) => lines)).toMatchObject([{ isError: true }, { isError: true }])
  })

  test('reads the log of a pod of the DNS that is not ready: it says why', async () => {
    const { sources } = await start({
      api: (path, response) => {
        if (!path.endsWith('kube-system/pods')) return false
        sendJson(response, 200, { items: [labelled({}, false)] })
        return true
      },
    })
    const found = await caseOf(sources, 'resolution-fails')
    expect(found.log.map(({ pod: name }) => name)).toEqual(['coredns-a'])
  })

  test('goes on with what was last seen while the API server fails', async () => {
    const { sources } = await start({
      api: (_path, response) => {
        sendJson(response, 500, statusOf(500, 'InternalError', 'etcd is away'))
        return true
      },
    })
    const found = await caseOf(sources, 'resolution-fails')
    expect(found.steps.find(({ code }) => code === 'service')).toMatchObject({
      state: 'unknown',
      detail: 'etcd is away.',
    })
    expect(found.steps.find(({ code }) => code === 'cluster-dns')?.state).toBe('ok')
  })

  test('says so when the Service is gone meanwhile', async () => {
    const { sources } = await start({
      api: (path, response) => {
        if (!path.endsWith('/services/orders')) return false
        sendJson(response, 404, statusOf(404, 'NotFound', 'gone'))
        return true
      },
    })
    expect((await caseOf(sources, 'resolution-fails')).issue).toContain('is gone')
  })

  test('ends in its time when nobody answers, with what is known till then', async () => {
    const { sources, cluster } = await start({ limitMs: 600, api: () => true })
    cluster.scripts.set('*', { drop: true })
    const startedMs = performance.now()
    const found = await caseOf(sources, 'resolution-fails')
    expect(performance.now() - startedMs).toBeLessThan(2500)
    expect(found.steps).toHaveLength(13)
    expect(found.steps.find(({ code }) => code === 'service')).toMatchObject({ state: 'unknown' })
  })

  test('without a way to the cluster DNS skips its steps and names the setting', async () => {
    const { sources } = await start({ withoutCluster: true })
    const found = await caseOf(sources, 'resolution-fails')
    for (const code of ['served', 'cluster-dns', 'as-pod']) {
      expect(found.steps.find((step) => step.code === code)?.state).toBe('skipped')
    }
    expect(found.steps.find(({ code }) => code === 'as-pod')?.detail).toContain('SIGNPOST_CLUSTER_DNS')
  })

  test('asks for the alias as a pod of the client namespace writes it', async () => {
    const { sources } = await start()
    const facts = await gatherFacts(sources, sampleAlias(), { namespace: 'web', labels: null })
    expect(facts.podLookup).toMatchObject({ kind: 'known', value: { name: 'orders.shop', addresses: ['203.0.113.7'] } })
  })

  test('asks the cluster DNS nothing about a target that DNS cannot carry, which would only wait', async () => {
    const name = `${'a'.repeat(64)}.example.net`
    const { sources, cluster } = await start({
      api: (path, response) => {
        if (!path.endsWith('/services/orders')) return false
        sendJson(response, 500, statusOf(500, 'InternalError', 'away'))
        return true
      },
    })
    const found = await caseOf(sources, 'resolution-fails', sampleAlias({ target: name, externalName: name }))
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(cluster.seen).toEqual([])
  })

  test('takes what a prober found, and its plan where it does not probe', async () => {
    const { sources } = await start()
    const plan = {
      kind: 'skip' as const,
      code: 'port' as const,
      why: 'Port 5432 is not among those that may be probed.',
    }
    const found = await caseOf({ ...sources, probe: async () => ({ plan, latest: null }) }, 'connection-times-out')
    expect(found.steps.find(({ code }) => code === 'tcp')).toMatchObject({ state: 'skipped', detail: plan.why })
  })
})
