import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { LoadBalancerIndex, type LoadBalancerIndexOptions } from '@/lib/server/load-balancers/load-balancer-index'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../../demo/start-embedded-cluster.ts'

let cluster: EmbeddedCluster
let client: KubeClient

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
  const { clusters, problem } = await readKubeconfig({
    env: { KUBECONFIG: cluster.kubeconfigPath('admin') },
    contexts: null,
  })
  if (clusters[0] === undefined) throw new Error(problem ?? 'no cluster')
  client = createKubeClient(clusters[0], { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  for (const name of ['one', 'two', 'three'])
    cluster.seed([
      {
        ...{ apiVersion: 'v1', kind: 'Service' },
        metadata: {
          ...{ namespace: 'default', name },
          annotations: { 'external-dns.alpha.kubernetes.io/hostname': `all.example,${name}.example` },
        },
        spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
      },
    ])
})
afterAll(async () => {
  await client.close()
  await cluster.stop()
})

function open(options: Partial<LoadBalancerIndexOptions> = {}) {
  const index = new LoadBalancerIndex({
    ...{ client, cluster: 'test', clock: systemClock, random: Math.random },
    read: async () => 'missing',
    ...options,
  })
  index.start()
  return index
}

const namesAt = (index: LoadBalancerIndex, name: string) => [...index.byName(name)].map((each) => each.name).sort()

describe('the load balancers of a cluster', () => {
  it('are found by each of their names', async () => {
    const index = open()
    await expect.poll(() => namesAt(index, 'all.example')).toEqual(['one', 'three', 'two'])
    expect(namesAt(index, 'two.example')).toEqual(['two'])
    expect([...index.byAddress('203.0.113.1')]).toEqual([])
    await index.close()
  })

  it('are listed once, however often it is begun, and not at all after the end', async () => {
    let lists = 0
    const counted: KubeClient = {
      ...client,
      request: (request) => client.request(request),
      watch: (options) => {
        if (options.query?.sendInitialEvents === true) lists += 1
        return client.watch(options)
      },
    }
    const index = open({ client: counted })
    index.start()
    await expect.poll(() => namesAt(index, 'all.example')).toHaveLength(3)
    await index.close()
    index.start()
    expect(lists).toBe(1)
  })

  it('are kept up to a number; what comes after that is left out', async () => {
    const index = open({ maxLoadBalancers: 2 })
    await expect.poll(() => namesAt(index, 'all.example')).toHaveLength(2)
    await index.close()
  })

  it('tell the endpoints behind one from one reading for all who look within 30 s', async () => {
    let now = 1_000_000
    let reads = 0
    const index = open({
      clock: { ...systemClock, now: () => now },
      read: async () => {
        reads += 1
        if (reads === 2) throw new Error('away')
        return { type: 'LoadBalancer', target: null, readyEndpoints: 2, totalEndpoints: 3 }
      },
    })
    const ask = () => index.endpoints({ namespace: 'default', name: 'one' })
    expect(await Promise.all([ask(), ask()])).toEqual(Array(2).fill({ ready: 2, total: 3 }))
    expect(reads).toBe(1)
    now += 30_000
    expect(await ask()).toEqual({ ready: null, total: null })
    now += 30_000
    expect([await ask(), reads]).toEqual([{ ready: 2, total: 3 }, 3])
    await index.close()
  })
})
