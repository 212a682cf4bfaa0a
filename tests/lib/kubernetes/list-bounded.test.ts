import { afterEach, expect, test } from 'vitest'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { listBounded } from '@/lib/kubernetes/list-bounded'
import { accessTo, sendJson, startLoopbackApi } from './loopback-api'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function serve(total: number) {
  const limits: number[] = []
  const api = await startLoopbackApi((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://api')
    const limit = Number(searchParams.get('limit'))
    const start = Number(searchParams.get('continue') ?? 0)
    limits.push(limit)
    const end = Math.min(total, start + limit)
    const items = Array.from({ length: end - start }, (_, index) => ({
      metadata: { name: `o-${start + index}`, uid: 'u' },
    }))
    const next = end < total ? { continue: String(end) } : {}
    sendJson(response, 200, { metadata: { resourceVersion: '7', ...next }, items })
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'test' })
  open.push(api, client)
  return { client, limits }
}

test.each([
  [0, 500, 0, true],
  [3, 500, 3, true],
  [500, 500, 500, true],
  [501, 500, 500, false],
  [20_000, 500, 500, false],
  [9, 2, 2, false],
])('of %i objects with %i at most it gives %i and says whether that is all', async (total, most, given, isWhole) => {
  const { client, limits } = await serve(total)
  const found = await listBounded(client, { path: '/api/v1/pods', most })
  expect(found.items).toHaveLength(given)
  expect(found.isWhole).toBe(isWhole)
  expect(limits.length).toBeLessThanOrEqual(Math.ceil(most / 250) + 2)
})

test('ends with the caller', async () => {
  const { client } = await serve(10)
  const signal = AbortSignal.abort()
  await expect(listBounded(client, { path: '/api/v1/pods', most: 5, signal })).rejects.toMatchObject({
    code: 'unavailable',
  })
})
