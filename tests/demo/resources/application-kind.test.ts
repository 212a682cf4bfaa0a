import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applicationKind } from '../../../demo/resources/application-kind.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../demo/start-embedded-cluster.ts'
import { type ApiClient, createApiClient } from '../../contract/api-client.ts'

const group = '/apis/argoproj.io/v1alpha1'
const inArgocd = `${group}/namespaces/argocd/applications`
const clusters: EmbeddedCluster[] = []
const clients: ApiClient[] = []
let withApplications: ApiClient
let without: ApiClient

async function start(options: Parameters<typeof startEmbeddedCluster>[0]): Promise<ApiClient> {
  const cluster = await startEmbeddedCluster(options)
  clusters.push(cluster)
  const { serverUrl, caPath, token } = cluster
  const client = createApiClient({ serverUrl, caPem: await readFile(caPath, 'utf8'), token })
  clients.push(client)
  return client
}

const application = (name: string, selfHeal: boolean) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd' },
  spec: {
    project: 'default',
    source: { repoURL: 'https://git.example/deploy.git', path: name },
    destination: { server: 'https://kubernetes.default.svc', namespace: name },
    syncPolicy: { automated: { selfHeal } },
  },
})

beforeAll(async () => {
  ;[withApplications, without] = await Promise.all([start({ customKinds: [applicationKind] }), start({})])
  await withApplications.call({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: 'argocd' } } })
})
afterAll(async () => {
  for (const client of clients) client.close()
  await Promise.all(clusters.map((cluster) => cluster.stop()))
})

describe('a cluster that was given Applications', () => {
  it('lists their group and version among its own', async () => {
    const { body } = await withApplications.call({ method: 'GET', path: '/apis' })
    const version = { groupVersion: 'argoproj.io/v1alpha1', version: 'v1alpha1' }
    expect(body).toMatchObject({
      groups: expect.arrayContaining([{ name: 'argoproj.io', versions: [version], preferredVersion: version }]),
    })
    expect((await withApplications.call({ method: 'GET', path: group })).body).toMatchObject({
      groupVersion: 'argoproj.io/v1alpha1',
      resources: [{ name: 'applications', kind: 'Application', namespaced: true, shortNames: ['app', 'apps'] }],
    })
    const index = await withApplications.call({ method: 'GET', path: '/openapi/v3' })
    expect(Object.keys(Object(index.body).paths)).toContain('apis/argoproj.io/v1alpha1')
  })

  it('keeps what it is given, by name, in lists over all namespaces, and by patches', async () => {
    const made = await withApplications.call({ method: 'POST', path: inArgocd, body: application('shop', true) })
    expect(made).toMatchObject({ status: 201, body: { metadata: { generation: 1 } } })
    const headers = { 'content-type': 'application/merge-patch+json' }
    const body = { spec: { syncPolicy: { automated: { selfHeal: false } } } }
    await withApplications.call({ method: 'PATCH', path: `${inArgocd}/shop`, headers, body })
    const strategic = { 'content-type': 'application/strategic-merge-patch+json' }
    const refused = await withApplications.call({ method: 'PATCH', path: `${inArgocd}/shop`, headers: strategic, body })
    expect(refused).toMatchObject({ status: 415, body: { reason: 'UnsupportedMediaType' } })
    const fieldSelector = 'fieldSelector=metadata.name%3Dshop&limit=2'
    const list = await withApplications.call({ method: 'GET', path: `${group}/applications?${fieldSelector}` })
    expect(list.body).toMatchObject({
      kind: 'ApplicationList',
      items: [{ metadata: { name: 'shop' }, spec: { syncPolicy: { automated: { selfHeal: false } } } }],
    })
  })
})

describe('a watch of Applications', () => {
  it('tells of each from then on, over all namespaces', async () => {
    const { status, lines, close } = await withApplications.open({
      ...{ method: 'GET', path: `${group}/applications?watch=true&resourceVersion=0` },
    })
    expect(status).toBe(200)
    await withApplications.call({ method: 'POST', path: inArgocd, body: application('watched', true) })
    await withApplications.call({ method: 'DELETE', path: `${inArgocd}/watched` })
    const seen: unknown[] = []
    for await (const line of lines) {
      const { type, object } = line as { type: string; object: { metadata: { name: string } } }
      if (object.metadata.name === 'watched') seen.push(type)
      if (type === 'DELETED') break
    }
    close()
    expect(seen).toEqual(['ADDED', 'DELETED'])
  })
})

describe('any other cluster', () => {
  it('knows no such group, as an API server without the definition', async () => {
    expect((await without.call({ method: 'GET', path: inArgocd })).status).toBe(404)
    expect((await without.call({ method: 'GET', path: group })).status).toBe(404)
    expect(JSON.stringify((await without.call({ method: 'GET', path: '/apis' })).body)).not.toContain('argoproj')
  })
})
