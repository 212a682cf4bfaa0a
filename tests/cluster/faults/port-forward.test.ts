import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { type CorednsForward, forwardToCoredns } from '@/lib/kubernetes/coredns-forward'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { providedControlPlane } from '../../control-plane/provided-control-plane'

const controlPlane = providedControlPlane()
const dns = createDnsClient({ clock: systemClock, randomId: () => randomInt(65_536), limits: { patienceMs: 1000 } })
let client: KubeClient
let forward: CorednsForward

beforeAll(async () => {
  const env = { KUBECONFIG: controlPlane.kubeconfigPath('admin') }
  const { clusters, problem } = await readKubeconfig({ env, contexts: null })
  const [access] = clusters
  if (access === undefined) throw new Error(problem ?? 'no cluster')
  client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  forward = forwardToCoredns({ client, clock: systemClock, random: Math.random })
})
afterAll(async () => {
  await dns.close()
  await client.close()
})

async function ask(): Promise<string> {
  const { reply } = await dns.cname('kube-dns.kube-system.svc.cluster.local', forward)
  return reply.kind === 'reply' ? `rcode ${reply.rcode}` : `${reply.kind}: ${reply.why}`
}

test('an API server that ends takes the port-forward with it, which is said, and comes back by itself with it', async () => {
  expect(await ask()).toBe('rcode 0')
  await controlPlane.killApiServer()
  try {
    await expect
      .poll(ask, { timeout: 10_000 })
      .toMatch(/^unsent: the way to it cannot be opened: .*refused the connection/)
  } finally {
    await controlPlane.restartApiServer()
  }
  await expect.poll(ask, { timeout: 30_000 }).toBe('rcode 0')
})

test('an API server that hangs is no answer of the cluster’s DNS, and the stream is found again', async () => {
  expect(await ask()).toBe('rcode 0')
  await controlPlane.pauseApiServer()
  try {
    expect(await ask()).toMatch(/^timeout: no reply in 1 s/)
  } finally {
    await controlPlane.resumeApiServer()
  }
  await expect.poll(ask, { timeout: 30_000 }).toBe('rcode 0')
})
