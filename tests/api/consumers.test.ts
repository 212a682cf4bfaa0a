import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsumersView, consumersSchema } from '@/lib/contract/consumers'
import { servicesPageSchema } from '@/lib/contract/services'
import { editorNamespace, type Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const where = 'consumers-test'
const host = 'orders.consumers-test.example'
const name = 'orders-db'

let plane: TestPlane
let running: RunningConsole
let cluster: string

const labels = { app: 'api' }
const pods = (env: object[]) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'api', image: 'example/api', env }] },
})
const configMap = (home: string, text: string) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'orders-settings', namespace: home } },
  data: { 'app.properties': text },
})

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(where),
    alias(where, name, host),
    alias(where, `${name}-2`, 'other.example'),
    alias(editorNamespace, name, 'third.example'),
    {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: where } },
      spec: {
        ...{ replicas: 0, selector: { matchLabels: labels } },
        template: pods([{ name: 'DB_URL', value: `postgres://u:hunter2@${name}:5432/orders` }]),
      },
    },
    {
      ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'report', namespace: where } },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: { restartPolicy: 'Never', containers: [{ name: 'r', image: 'x', args: ['--host', host] }] },
            },
          },
        },
      },
    },
    {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'front', namespace: where } },
      spec: { defaultBackend: { service: { name, port: { number: 443 } } } },
    },
    configMap(editorNamespace, `orders.url=http://${name}.${where}.svc.cluster.local/\n`),
  )
  running = await startConsole(plane, { SIGNPOST_AUTH: 'token' })
  cluster = servicesPageSchema.parse(await (await call('admin', '/services?limit=1')).json()).clusters[0]?.name ?? ''
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace(where)
  await plane?.administrator.deleteService(editorNamespace, name)
  await plane?.close()
})

function call(identity: Identity, path: string): Promise<Response> {
  return fetch(`${running.url}/api/v1${path}`, { headers: { authorization: `Bearer ${plane.token(identity)}` } })
}

/** What an identity is told once the aliases have been read for. */
async function consumersOf(identity: Identity, home = where): Promise<ConsumersView> {
  return poll(
    async () => {
      const answer = await call(identity, `/services/${cluster}/${home}/${name}/consumers`)
      const found = consumersSchema.parse(await answer.json())
      return !found.isBehind && found
    },
    { what: 'the consumers were read', timeoutMs: 20_000 },
  )
}

describe('GET /services/{cluster}/{namespace}/{name}/consumers', () => {
  test('tells what names the alias and what goes past it, with the field and nothing else of its value', async () => {
    const { items, unread, isCut } = await consumersOf('admin')
    expect({ unread, isCut }).toEqual({ unread: [], isCut: false })
    const told = items.map(({ kind, namespace: home, relation, certainty, places }) => {
      return [kind, home, relation, certainty, ...places.map(({ field, text }) => `${field} ${text}`)].join(' | ')
    })
    expect(told.toSorted()).toEqual([
      `ConfigMap | ${editorNamespace} | names | certain | data[app.properties] ${name}.${where}.svc.cluster.local`,
      `CronJob | ${where} | bypasses | certain | spec.jobTemplate.spec.template.spec.containers[r].args[1] ${host}`,
      `Deployment | ${where} | names | likely | spec.template.spec.containers[api].env[DB_URL] ${name}:5432`,
      `Ingress | ${where} | names | certain | spec.defaultBackend.service.name ${name}`,
    ])
    expect(JSON.stringify(items)).not.toContain('hunter2')
  })

  test('shows to who may list one namespace what is there, and says that the rest is unknown', async () => {
    const { items, unread } = await consumersOf('editor', editorNamespace)
    expect(items).toEqual([])
    expect(unread).toContainEqual({
      ...{ resource: 'deployments', namespace: null },
      why: 'you may not list deployments in every namespace',
    })
    expect(unread.every(({ namespace: home }) => home === null)).toBe(true)
  })

  test('tells nothing of an alias that one may not see', async () => {
    expect((await call('editor', `/services/${cluster}/${where}/${name}/consumers`)).status).toBe(404)
    expect((await call('nobody', `/services/${cluster}/${where}/${name}/consumers`)).status).toBe(404)
  })
})
