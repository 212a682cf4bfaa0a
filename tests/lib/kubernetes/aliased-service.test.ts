import { afterEach, expect, test } from 'vitest'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { accessTo, sendJson, startLoopbackApi, statusOf } from './loopback-api'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

type Answer = { status?: number; body: unknown }

async function read(service: Answer, slices: Answer = { body: { items: [] } }) {
  const api = await startLoopbackApi((request, response) => {
    const { status = 200, body } = request.url?.includes('endpointslices') ? slices : service
    sendJson(response, status, body)
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  open.push(api, client)
  return readAliasedService(client, 'shop', 'db')
}

const service = (spec: unknown): Answer => ({
  body: { kind: 'Service', metadata: { name: 'db', namespace: 'shop', uid: 'u' }, spec },
})
const slices = (...endpoints: unknown[]): Answer => ({ body: { items: [{ endpoints }] } })
const pod = (uid: string, address: string, conditions: unknown = {}) => ({
  addresses: [address],
  conditions,
  hostname: `db-${uid}`,
  targetRef: { kind: 'Pod', uid },
})
const forbidden: Answer = { status: 403, body: statusOf(403, 'Forbidden', 'no') }

test('a Service has the endpoints of its slices, ready and all, a pod of two families once', async () => {
  const found = await read(
    service({ type: 'ClusterIP' }),
    slices(
      pod('0', '10.0.0.1'),
      pod('0', 'fd00::1'),
      pod('1', '10.0.0.2', { ready: false }),
      pod('2', '10.0.0.3', { ready: true }),
    ),
  )
  expect(found).toEqual({
    type: 'ClusterIP',
    target: null,
    readyEndpoints: 2,
    totalEndpoints: 3,
    readyNames: ['db-0', '10-0-0-1', 'db-0', 'fd00--1', 'db-2', '10-0-0-3'],
  })
})

test('an alias has its target, normalised, and no endpoints', async () => {
  const found = await read(service({ type: 'ExternalName', externalName: 'DB.Example.com.' }))
  expect(found).toEqual({ type: 'ExternalName', target: 'db.example.com', readyEndpoints: 0, totalEndpoints: 0 })
})

test('what is not there is missing, and what may not be read is not known', async () => {
  expect(await read({ status: 404, body: statusOf(404, 'NotFound', 'gone') })).toBe('missing')
  expect(await read(forbidden)).toBe('unknown')
  expect(await read(service({ type: 'ClusterIP' }), forbidden)).toMatchObject({ readyEndpoints: null })
})

test('an API server that is away is a failure', async () => {
  await expect(read({ status: 503, body: statusOf(503, 'ServiceUnavailable', 'away') })).rejects.toMatchObject({
    code: 'unavailable',
  })
})
