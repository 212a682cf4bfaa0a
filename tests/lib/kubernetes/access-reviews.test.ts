import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { readSelf, reviewAccess } from '@/lib/kubernetes/access-reviews'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { accessTo, readText, sendJson, startLoopbackApi, statusOf } from './loopback-api'

const closing: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function clientOf(listener: RequestListener): Promise<KubeClient> {
  const api = await startLoopbackApi(listener)
  closing.push(() => api.close())
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  closing.push(() => client.close())
  return client
}

const answering = (status: unknown) => clientOf((_, response) => sendJson(response, 201, { status }))
const question = { verb: 'patch', resource: 'services', namespace: 'shop' }

describe('an access review', () => {
  test('asks for exactly what is to be done', async () => {
    const client = await clientOf(async (request, response) => {
      const body: unknown = JSON.parse(await readText(request))
      sendJson(response, 201, { status: { allowed: true, reason: JSON.stringify([request.url, body]) } })
    })
    const { reason } = await reviewAccess(client, { ...question, group: 'signpost', name: 'db' })
    expect(JSON.parse(reason ?? '')).toEqual([
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: { verb: 'patch', group: 'signpost', resource: 'services', namespace: 'shop', name: 'db' },
        },
      },
    ])
  })

  test.each([
    ['yes', { allowed: true }, { allowed: true, reason: null }],
    ['no with its reason', { allowed: false, reason: 'no role' }, { allowed: false, reason: 'no role' }],
    [
      'no where a role could not be read',
      { allowed: false, evaluationError: 'role gone' },
      { allowed: false, reason: 'role gone' },
    ],
  ])('is a %s', async (_, status, wanted) => {
    expect(await reviewAccess(await answering(status), question)).toEqual(wanted)
  })

  test.each([
    ['has no status', undefined],
    ['says neither yes nor no', { allowed: 'maybe' }],
  ])('that %s has failed, which is never a no', async (_, status) => {
    await expect(reviewAccess(await answering(status), question)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('that the server could not make has failed, which is never a no', async () => {
    const client = await clientOf((_, response) =>
      sendJson(response, 500, statusOf(500, 'InternalError', 'webhook away')),
    )
    await expect(reviewAccess(client, question)).rejects.toMatchObject({ code: 'unavailable', message: 'webhook away' })
  })
})

describe('who one is', () => {
  test('comes with the groups', async () => {
    const client = await answering({ userInfo: { username: 'jane', groups: ['a', 7, 'b'] } })
    expect(await readSelf(client)).toEqual({ user: 'jane', groups: ['a', 'b'] })
  })

  test('is not known from an answer without a name', async () => {
    await expect(readSelf(await answering({ userInfo: {} }))).rejects.toMatchObject({ code: 'unavailable' })
  })
})
