import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

function ask(method: string, path: string, body?: unknown, of = cluster): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${of.serverUrl}${path}`,
      {
        method,
        ca: readFileSync(of.caPath),
        headers: { authorization: `Bearer ${of.token('admin')}`, 'content-type': 'application/json' },
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

  it('goes on with what an earlier run kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signpost-kept-'))
    const stateFile = join(folder, 'state.json')
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kept', namespace: 'default' },
      spec: { type: 'ExternalName', externalName: 'kept.example.com' },
    }
    const first = await startEmbeddedCluster({ stateFile })
    first.seed([service])
    await first.stop()
    const second = await startEmbeddedCluster({ stateFile })
    try {
      expect(second.isRestored).toBe(true)
      expect(await ask('GET', '/api/v1/namespaces/default/services/kept', undefined, second)).toMatchObject({
        status: 200,
        body: { spec: { externalName: 'kept.example.com' } },
      })
    } finally {
      await second.stop()
      await rm(folder, { recursive: true })
    }
  })

  it('expires the versions of before when it is told to', async () => {
    await cluster.expireResourceVersions()
    expect(await ask('GET', '/api/v1/services?resourceVersion=1&resourceVersionMatch=Exact')).toMatchObject({
      status: 410,
      body: { reason: 'Expired' },
    })
  })
})
