import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'

let cluster: EmbeddedCluster

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
})
afterAll(() => cluster.stop())

interface Answer {
  readonly status: number
  readonly body: unknown
}

function ask(method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${cluster.serverUrl}${path}`,
      {
        method,
        ca: readFileSync(cluster.caPath),
        headers: { authorization: `Bearer ${cluster.token('admin')}`, 'content-type': 'application/json' },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }))
      },
    )
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

describe('the embedded cluster', () => {
  it('keeps an ExternalName Service with the defaults of the API server', async () => {
    const service = { metadata: { name: 'api' }, spec: { type: 'ExternalName', externalName: 'api.example.com' } }
    const created = await ask('POST', '/api/v1/namespaces/default/services', service)
    expect(created).toMatchObject({
      status: 201,
      body: {
        kind: 'Service',
        spec: { type: 'ExternalName', externalName: 'api.example.com', sessionAffinity: 'None' },
        status: { loadBalancer: {} },
      },
    })
    expect(await ask('GET', '/api/v1/services?fieldSelector=spec.type=ExternalName')).toMatchObject({
      status: 200,
      body: { kind: 'ServiceList', items: [{ metadata: { name: 'api' } }] },
    })
  })
})
