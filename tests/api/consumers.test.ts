import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planSchema } from '@/lib/contract/changes'
import { type ConsumersView, consumersSchema } from '@/lib/contract/consumers'
import { dependencyDetailSchema } from '@/lib/contract/dependencies'
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

function call(identity: Identity, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${plane.token(identity)}`, 'content-type': 'application/json' }
  const sent = body && { method: 'POST', body: JSON.stringify(body) }
  return fetch(`${running.url}/api/v1${path}`, { headers, ...sent })
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

describe('POST /plans', () => {
  const checks = async (identity: Identity, home: string, request: object) => {
    const service = { cluster, namespace: home, name }
    const answer = await call(identity, '/plans', { service, ...request })
    const { prechecks } = planSchema.parse(await answer.json())
    const about = ['consumers', 'routes-name-it', 'not-bypassed', 'consumers-known', 'no-consumer']
    return prechecks.flatMap(({ code, state, evidence }) => (about.includes(code) ? [[code, state, evidence]] : []))
  }

  test('warns of routes that end at the alias and of who goes past it, and names who follows', async () => {
    await consumersOf('admin')
    expect(await checks('admin', where, { kind: 'retarget', target: 'next.consumers-test.example' })).toEqual([
      ['consumers', 'pass', `ConfigMap ${editorNamespace}/orders-settings, Deployment ${where}/api`],
      ['routes-name-it', 'warn', `Ingress ${where}/front: their proxies follow in their own time`],
      ['not-bypassed', 'warn', `CronJob ${where}/report: what names the host itself stays with it`],
    ])
  })

  test('holds a deletion for as long as something names the alias', async () => {
    await consumersOf('admin')
    expect(await checks('admin', where, { kind: 'delete' })).toMatchObject([
      ['no-consumer', 'block', expect.any(String)],
    ])
  })

  test('says to who may list one namespace only that there may be more', async () => {
    await consumersOf('admin')
    expect(await checks('editor', editorNamespace, { kind: 'retarget', target: 'next.example' })).toMatchObject([
      ['consumers-known', 'info', expect.stringMatching(/^you may not list \w+ in every namespace$/)],
    ])
  })
})

describe('GET /dependencies/{host}', () => {
  test('tells how many name each of its aliases and what names the host itself, to who may list them', async () => {
    await consumersOf('admin')
    const use = async (identity: Identity, asked: string) =>
      dependencyDetailSchema.parse(await (await call(identity, `/dependencies/${asked}`)).json()).use
    const { namedBy, bypasses, unread } = await use('admin', host)
    expect({ namedBy, unread }).toEqual({ namedBy: { [`${cluster}/${where}/${name}`]: 3 }, unread: null })
    expect(bypasses).toMatchObject({ total: 1, items: [{ cluster, kind: 'CronJob', name: 'report' }] })
    expect((await use('editor', 'third.example')).unread).toContain('you may not list')
  })
})
