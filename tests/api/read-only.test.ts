import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '@/lib/contract/operations'
import { problemSchema } from '@/lib/contract/problem'
import { serviceDetailSchema, servicesPageSchema } from '@/lib/contract/services'
import { sessionSchema } from '@/lib/contract/session'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const home = 'read-only-test'

let plane: TestPlane
let running: RunningConsole
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(namespace(home), alias(home, 'db', 'api-v1.backend.com'))
  running = await startConsole(plane, { SIGNPOST_READ_ONLY: 'true' })
  const { clusters } = servicesPageSchema.parse(await (await call('/services?limit=1')).json())
  cluster = clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace(home)
  await plane?.close()
})

const call = (path: string) => fetch(`${running.url}/api/v1${path}`)

function send(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${running.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const written = Object.values(operations).filter(({ writes }) => writes)
// What asks, and changes nothing.
const asking = ['createPlan', 'checkTarget', 'askResolution', 'troubleshootService', 'importEnvironments']

describe('a console that only reads', () => {
  test('knows of every call that is no GET whether it writes', () => {
    const others = Object.values(operations).filter(
      ({ method, path, writes }) => method !== 'GET' && !writes && path !== '/session',
    )
    expect(others.map(({ operationId }) => operationId).sort()).toEqual(asking.sort())
    expect(written.length).toBeGreaterThan(5)
  })

  test.each(written.map(({ operationId, path }) => [operationId, path]))(
    'refuses %s, whatever is sent',
    async (_, path) => {
      const values = { cluster, namespace: home, name: 'db', id: randomUUID() }
      const filled = String(path).replace(/\{(\w+)\}/g, (_whole, key: keyof typeof values) => values[key] ?? key)
      const answer = await send(filled, {})
      expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([403, 'read-only'])
    },
  )

  test('says so in the session, and gives nobody a right to write', async () => {
    const session = sessionSchema.parse(await (await call('/session')).json())
    expect(session.readOnly).toBe(true)
    expect(session.can).toEqual({
      [`list services in ${cluster}`]: true,
      [`patch services in ${cluster}`]: false,
      [`override changes.signpost in ${cluster}`]: false,
    })
    const { permissions } = serviceDetailSchema.parse(await (await call(`/services/${cluster}/${home}/db`)).json())
    expect(permissions.map(({ verb, allowed }) => [verb, allowed])).toEqual([
      ['patch', false],
      ['delete', false],
    ])
  })

  test('still asks, and shows what a change would be', async () => {
    const service = { cluster, namespace: home, name: 'db' }
    const answer = await send('/plans', { kind: 'retarget', service, target: 'api-v2.backend.com' })
    expect(answer.status).toBe(200)
    const asked = await fetch(`${running.url}/api/v1/services/${cluster}/${home}/db/resolution`, { method: 'POST' })
    expect(asked.status).toBe(200)
    expect((await plane.administrator.readService(home, 'db')).spec.externalName).toBe('api-v1.backend.com')
  })
})
