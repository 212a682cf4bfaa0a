import { Resolver } from 'node:dns/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { readPodLog } from '@/lib/kubernetes/pod-logs'
import type { Identity } from '../../demo/access/identities.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'

let cluster: EmbeddedCluster
const clients: KubeClient[] = []

beforeAll(async () => {
  cluster = await startEmbeddedCluster({
    dnsTimes: { upstreamTimeoutMs: 50 },
    worldAnswers: new Map([['silent.example', 'TIMEOUT']]),
  })
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await cluster.stop()
})

async function clientOf(identity: Identity): Promise<KubeClient> {
  const KUBECONFIG = cluster.kubeconfigPath(identity)
  const { clusters } = await readKubeconfig({ env: { KUBECONFIG }, contexts: null })
  const [access] = clusters
  if (access === undefined) throw new Error('no cluster')
  const client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  clients.push(client)
  return client
}

const log = (client: KubeClient, lines: number, pod = 'coredns-0') =>
  readPodLog(client, { namespace: 'kube-system', pod, lines })

describe('the log of the embedded DNS', () => {
  it('tells of questions that no upstream answered, with times, the newest last', async () => {
    const client = await clientOf('admin')
    const resolver = new Resolver({ timeout: 1000, tries: 1 })
    resolver.setServers([`${cluster.clusterDns.host}:${cluster.clusterDns.port}`])
    expect(await log(client, 100)).toEqual([])
    for (const host of ['a.silent.example', 'b.silent.example']) {
      await expect(resolver.resolve4(host)).rejects.toMatchObject({ code: 'ESERVFAIL' })
    }
    const lines = await log(client, 100)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\dT\S+Z \[ERROR\] plugin\/errors: 2 a\.silent\.example\. A: .*i\/o timeout$/,
    )
    expect(await log(client, 1)).toEqual(lines.slice(1))
  })

  it('is read with the right to pods/log of a Pod that there is', async () => {
    await expect(log(await clientOf('nobody'), 10)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(log(await clientOf('viewer'), 10, 'coredns-9')).rejects.toMatchObject({ code: 'not-found' })
  })
})
