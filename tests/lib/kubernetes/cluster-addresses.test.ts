import { afterEach, expect, test } from 'vitest'
import { readClusterAddresses } from '@/lib/kubernetes/cluster-addresses'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { accessTo, sendJson, startLoopbackApi, statusOf } from './loopback-api'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

const node = (address: string, spec: unknown) => ({
  spec,
  status: {
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: 'node' },
    ],
  },
})
const answers: Record<string, unknown> = {
  endpointslices: { items: [{ endpoints: [{ addresses: ['192.0.2.7'] }, { addresses: ['192.0.2.8'] }] }] },
  nodes: {
    items: [
      node('192.0.2.20', { podCIDRs: ['10.244.0.0/24', 'fd00::/64'] }),
      node('192.0.2.21', { podCIDR: '10.244.1.0/24' }),
    ],
  },
  servicecidrs: { items: [{ spec: { cidrs: ['10.96.0.0/12'] } }] },
  kubernetes: { spec: { clusterIPs: ['10.96.0.1'] } },
}

async function read(refuse: Record<string, number> = {}) {
  const api = await startLoopbackApi((request, response) => {
    const what = new URL(request.url ?? '/', 'http://api').pathname.split('/').at(-1) ?? ''
    const status = refuse[what] ?? 200
    sendJson(response, status, status === 200 ? answers[what] : statusOf(status, 'No', 'no'))
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  open.push(api, client)
  return readClusterAddresses(client, api.url)
}

test('what belongs to a cluster is read from its API server, nodes and ranges', async () => {
  const found = await read()
  expect(found.apiServers.sort()).toEqual(['127.0.0.1', '192.0.2.7', '192.0.2.8'])
  expect(found.nodes).toEqual(['192.0.2.20', '192.0.2.21'])
  expect(found.pods).toEqual(['10.244.0.0/24', 'fd00::/64', '10.244.1.0/24'])
  expect(found.services.sort()).toEqual(['10.96.0.0/12', '10.96.0.1'])
  expect(found.unread).toEqual([])
})

test('what may not be read, or is not served, is named', async () => {
  const found = await read({ nodes: 403, servicecidrs: 404 })
  expect(found.unread.sort()).toEqual(['nodes', 'servicecidrs'])
  expect(found.services).toEqual(['10.96.0.1'])
})

test('an API server that is away is a failure, not an empty cluster', async () => {
  await expect(read({ nodes: 503 })).rejects.toMatchObject({ code: 'unavailable' })
})
