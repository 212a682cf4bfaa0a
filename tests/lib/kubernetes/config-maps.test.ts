import { afterEach, beforeEach, expect, test } from 'vitest'
import { listConfigMaps, readConfigMap } from '@/lib/kubernetes/config-maps'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { accessTo, type LoopbackApi, sendJson, startLoopbackApi } from './loopback-api'

let api: LoopbackApi
let client: KubeClient
const urls: string[] = []

beforeEach(async () => {
  urls.length = 0
  api = await startLoopbackApi((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    urls.push(`${url.pathname} ${url.searchParams.get('continue') ?? ''}`.trim())
    if (url.pathname.endsWith('/configmaps/odd')) {
      sendJson(response, 200, { kind: 'Pod' })
      return
    }
    const page = Number(url.searchParams.get('continue') ?? 0)
    const metadata = { name: `record-${page}`, namespace: 'shop', resourceVersion: `${page}` }
    sendJson(response, 200, {
      metadata: { continue: page < 2 ? `${page + 1}` : '' },
      items: [{ metadata, data: { a: 'b', c: 7 } }],
    })
  })
  client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
})
afterEach(async () => {
  await client.close()
  await api.close()
})

test('a list is read to its end, page by page', async () => {
  const found = await listConfigMaps(client, { namespace: 'shop', labelSelector: 'kind=record' })
  expect(found.map(({ name }) => name)).toEqual(['record-0', 'record-1', 'record-2'])
  expect(found[0]).toEqual({
    namespace: 'shop',
    name: 'record-0',
    resourceVersion: '0',
    labels: {},
    annotations: {},
    data: { a: 'b' },
  })
  expect(urls).toEqual(['', '1', '2'].map((token) => `/api/v1/namespaces/shop/configmaps ${token}`.trim()))
})

test('an answer that is no ConfigMap is a failure, not an empty one', async () => {
  await expect(readConfigMap(client, 'shop', 'odd')).rejects.toMatchObject({ code: 'unavailable' })
})
