import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod } from '@/lib/dns/look-up-as-pod'
import { configureVantages } from '@/lib/dns/vantages'
import { AppError } from '@/lib/domain/app-error'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import { dnsFacts } from '@/lib/domain/resolution/dns-facts'
import { readCorefileText } from '@/lib/kubernetes/coredns-corefile'
import { forwardToCoredns } from '@/lib/kubernetes/coredns-forward'
import { listReadyDnsPods } from '@/lib/kubernetes/coredns-pods'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeDnsAddress } from '@/lib/kubernetes/kube-dns-address'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { readNodeLocalDns } from '@/lib/kubernetes/node-local-dns'
import { openPortForward } from '@/lib/kubernetes/port-forward'
import { systemClock } from '@/lib/server/runtime/system-clock'

/** A control plane, the real one or the embedded one, with its DNS behind port 53 of the Pod `coredns-0`. */
export interface ForwardingPlane {
  kubeconfigPath(identity: 'admin' | 'viewer' | 'nobody'): string
}

const service = 'kube-dns.kube-system.svc.cluster.local'
const pods = '/api/v1/namespaces/kube-system/pods'
const never = new AbortController().signal

/** What the door to the API server promises of port-forwards and the Corefile, on any control plane; `plane` is called within tests only. */
export function describeDnsForward(plane: () => ForwardingPlane): void {
  const clients: KubeClient[] = []
  const dns = createDnsClient({ clock: systemClock, randomId: () => randomInt(65_536) })

  afterAll(async () => {
    await dns.close()
    await Promise.all(clients.map((client) => client.close()))
  })

  async function clientOf(identity: Parameters<ForwardingPlane['kubeconfigPath']>[0]): Promise<KubeClient> {
    const { clusters, problem } = await readKubeconfig({
      env: { KUBECONFIG: plane().kubeconfigPath(identity) },
      contexts: null,
    })
    const [access] = clusters
    if (access === undefined) throw new Error(problem ?? 'no cluster')
    const client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
    clients.push(client)
    return client
  }

  async function forwardOf(identity: Parameters<ForwardingPlane['kubeconfigPath']>[0]) {
    return forwardToCoredns({ client: await clientOf(identity), clock: systemClock, random: Math.random })
  }

  describe('the cluster’s DNS by port-forward through the API server', () => {
    test('gives the cluster vantage where no address is known', async () => {
      const forwardedDns = await forwardOf('admin')
      const none = { clusterDns: null, resolvers: null, systemResolvers: [], inClusterDns: null }
      const [cluster] = configureVantages({ ...none, forwardedDns }).vantages
      const [resolver] = cluster?.resolvers ?? []
      if (resolver === undefined) throw new Error('no cluster vantage')
      const trace = await dns.walk(service, resolver)
      expect(trace.families.A.addresses.map(({ data }) => data)).toEqual(['10.96.0.10'])
      expect(trace.resolver).toContain('by port-forward')
    })

    test('answers many questions at once', async () => {
      const forward = await forwardOf('admin')
      const names = Array.from({ length: 100 }, (_, number) => `no-${number}.kube-system.svc.cluster.local`)
      const answers = await Promise.all(names.map((name) => dns.cname(name, forward)))
      const codes = answers.map(({ reply }) => (reply.kind === 'reply' ? reply.rcode : reply.kind))
      expect(new Set(codes)).toEqual(new Set([3]))
    })

    test('passes over a Pod that is ready but leads nowhere', async () => {
      const admin = await clientOf('admin')
      const name = 'coredns-nowhere'
      const body = {
        metadata: { name, labels: { 'k8s-app': 'kube-dns' } },
        spec: { nodeName: 'node-1', containers: [{ name: 'coredns', image: 'coredns' }] },
      }
      await admin.request({ method: 'POST', path: pods, body })
      try {
        const ready = async () => (await listReadyDnsPods(admin, never)).map((pod) => pod.name)
        await expect.poll(ready, { timeout: 10_000 }).toEqual(['coredns-0', name])
        const forward = forwardToCoredns({ client: admin, clock: systemClock, random: () => 0.99 })
        const { reply } = await dns.cname(service, forward)
        expect(reply.kind).toBe('reply')
      } finally {
        await admin.request({ method: 'DELETE', path: `${pods}/${name}`, query: { gracePeriodSeconds: 0 } })
      }
    })

    test('is refused with verb and resource to whom may not forward, or not even list the Pods', async () => {
      const toViewer = await dns.cname(service, await forwardOf('viewer'))
      expect(toViewer.reply).toMatchObject({
        kind: 'unsent',
        why: expect.stringMatching(/cannot (get|create) resource "pods\/portforward".*namespace "kube-system"/),
      })
      const toNobody = await failure((await forwardOf('nobody')).open(never))
      expect(toNobody).toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('cannot list resource "pods"'),
      })
    })
  })

  describe('as a Pod sees it', () => {
    test('a short name is searched for through the domains of the cluster, query by query', async () => {
      const question = { name: 'kube-dns.kube-system', namespace: 'default', clusterDomain: 'cluster.local' }
      const lookup = await lookUpAsPod(dns, await forwardOf('admin'), question)
      expect(lookup.asked.map(({ name, outcome }) => [name, outcome])).toEqual([
        ['kube-dns.kube-system.default.svc.cluster.local', 'no-name'],
        [service, 'found'],
      ])
      expect(lookup.addresses).toEqual(['10.96.0.10'])
    })
  })

  describe('the Corefile', () => {
    test('of the cluster gives its domain and TTLs to whom may read it', async () => {
      const reading = await readCorefileText(await clientOf('viewer'))
      expect(dnsFacts(reading.kind === 'text' ? readCorefile(reading.text) : null)).toMatchObject({
        clusterDomain: 'cluster.local',
        kubernetesTtlSeconds: 5,
        cacheMaxSeconds: 5,
        cachesClusterNames: false,
        upstreams: [expect.any(String)],
        source: 'corefile',
      })
    })

    test('stands beside the Service by whose ClusterIP pods reach the DNS', async () => {
      expect(await readKubeDnsAddress(await clientOf('viewer'))).toBe('10.96.0.10')
    })

    test('has no cache on each node before it, as who may look can tell', async () => {
      expect(await readNodeLocalDns(await clientOf('viewer'))).toBe('absent')
      expect(await readNodeLocalDns(await clientOf('nobody'))).toBe('unknown')
    })

    test('is denied to whom may not, in the words of the API server', async () => {
      expect(await readCorefileText(await clientOf('nobody'))).toEqual({
        kind: 'denied',
        why: expect.stringContaining('cannot get resource "configmaps"'),
      })
    })
  })

  describe('a port-forward', () => {
    test('carries bytes both ways until it is closed', async () => {
      const target = { namespace: 'kube-system', pod: 'coredns-0', port: 53 }
      const stream = await openPortForward(await clientOf('admin'), target, never)
      const closed = new Promise((resolve) => stream.once('close', resolve))
      // A question for the root's servers, behind its length (RFC 7766 §8).
      stream.write(Buffer.from('0011beef01000001000000000000000002 0001'.replace(' ', ''), 'hex'))
      const chunk = await new Promise<Buffer>((resolve) => stream.once('data', resolve))
      expect(chunk.subarray(2, 4).toString('hex')).toBe('beef')
      stream.destroy()
      await closed
    })

    test('to a Pod that is not there is not found', async () => {
      const target = { namespace: 'kube-system', pod: 'missing', port: 53 }
      expect(await failure(openPortForward(await clientOf('admin'), target, never))).toMatchObject({
        code: 'not-found',
      })
    })

    test('to a port where nothing is served ends with the node’s words', async () => {
      const target = { namespace: 'kube-system', pod: 'coredns-0', port: 54 }
      const stream = await openPortForward(await clientOf('admin'), target, never)
      const error = await new Promise((resolve) => stream.once('error', resolve))
      expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('port 54') })
    })

    test('is not begun once its signal has fired', async () => {
      const target = { namespace: 'kube-system', pod: 'coredns-0', port: 53 }
      const gone = AbortSignal.abort()
      expect(await failure(openPortForward(await clientOf('admin'), target, gone))).toMatchObject({
        reason: 'cancelled',
      })
    })

    test('is refused as a plain request, which is no upgrade', async () => {
      const path = `${pods}/coredns-0/portforward`
      const admin = await clientOf('admin')
      expect(await failure(admin.request({ method: 'GET', path, query: { ports: 53 } }))).toMatchObject({
        code: 'invalid',
        message: 'Upgrade request required',
      })
    })
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
