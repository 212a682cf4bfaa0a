import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import { workloadsPageSchema } from '@/lib/contract/workloads'
import type { Identity } from '../control-plane/identities.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const where = 'workloads-test'
const labels = { app: 'orders-pg' }

let plane: TestPlane
let running: RunningConsole
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  const container = { name: 'pg', image: 'postgres:17', ports: [{ name: 'pg', containerPort: 5432 }] }
  await plane.administrator.apply(namespace(where), {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders-pg', namespace: where } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: labels } },
      template: { metadata: { labels: { ...labels, tier: 'data' } }, spec: { containers: [container] } },
    },
  })
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token' })
  const first = await call('admin', '/services?limit=1')
  cluster = servicesPageSchema.parse(await first.json()).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace(where)
  await plane?.close()
})

function call(identity: Identity, path: string): Promise<Response> {
  return fetch(`${running.url}/api/v1${path}`, { headers: { authorization: `Bearer ${plane.token(identity)}` } })
}

describe('workloads over the API', () => {
  test('lists what runs pods in a namespace, with the labels by which it tells its own and its ports', async () => {
    const answer = await call('admin', `/workloads?cluster=${cluster}&namespace=${where}`)
    const page = workloadsPageSchema.parse(await answer.json())
    expect(page).toMatchObject({ isWhole: true, items: [{ kind: 'Deployment', name: 'orders-pg', replicas: 2 }] })
    expect(page.items[0]).toMatchObject({
      selector: labels,
      ports: [{ container: 'pg', name: 'pg', number: 5432, protocol: 'TCP' }],
      serviceName: null,
    })
  })

  test('names the right that is missing', async () => {
    const answer = await call('editor', `/workloads?cluster=${cluster}&namespace=${where}`)
    expect(answer.status).toBe(403)
    const problem = problemSchema.parse(await answer.json())
    expect(problem.detail).toMatch(/cannot list resource "(statefulsets|deployments)"/)
  })

  test('refuses a cluster that is not configured, and a namespace that can be none', async () => {
    expect((await call('admin', `/workloads?cluster=nowhere&namespace=${where}`)).status).toBe(404)
    expect((await call('admin', `/workloads?cluster=${cluster}&namespace=A_B`)).status).toBe(422)
  })
})
