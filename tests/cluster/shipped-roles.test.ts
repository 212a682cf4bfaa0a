import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesListSchema, planSchema } from '@/lib/contract/changes'
import { consumersSchema } from '@/lib/contract/consumers'
import { problemSchema } from '@/lib/contract/problem'
import { reviewsPageSchema } from '@/lib/contract/reviews'
import { servicesPageSchema } from '@/lib/contract/services'
import { buildInstallTools } from '../control-plane/build-install-tools.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { chartFolder, environmentOf, isDeployment, type Rendered, renderChart } from '../deploy/helm.ts'
import { buildImage, type Image, type RunningPod, whyNoPods } from '../deploy/start-pod.ts'
import { alias } from '../journeys/manifests.ts'

const plane = providedControlPlane()
const namespace = 'shipped-roles'
const shop = 'shipped-shop'
const people = ['viewer', 'reviewer', 'operator', 'override'] as const
type Person = (typeof people)[number]

let shipped: Rendered[]
let bound: object[]
let told: Record<string, string>

const listOf = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items })

async function kubectl(args: readonly string[], stdin = ''): Promise<string> {
  const { stdout, stderr, code } = await plane.kubectl(args, { stdin })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}

const tokenOf = async (account: string) => (await kubectl(['create', 'token', account, '-n', namespace])).trim()

beforeAll(async () => {
  const { helm } = await buildInstallTools((line) => process.stderr.write(`[install] ${line}\n`))
  const objects = await renderChart(helm, namespace, { fullnameOverride: 'shipped' })
  const [deployment] = objects.filter(isDeployment)
  if (deployment === undefined) throw new Error('no Deployment')
  // Where it listens is the test's own: there is no network but loopback.
  const { HOSTNAME: _, PORT: __, ...environment } = environmentOf(deployment)
  told = environment
  shipped = objects.filter(({ kind }) => /Role|ServiceAccount/.test(kind))
  bound = people.flatMap((person) => [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: person, namespace } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: person, namespace: shop },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `shipped-${person}` },
      subjects: [{ kind: 'ServiceAccount', name: person, namespace }],
    },
  ])
  for (const name of [namespace, shop]) await kubectl(['create', 'namespace', name])
  await kubectl(['apply', '-f', '-'], listOf([...shipped, ...bound]))
}, 900_000)

afterAll(async () => {
  await kubectl(['delete', 'namespace', namespace, shop, '--wait=false'])
  await kubectl(
    ['delete', '--ignore-not-found', '-f', '-'],
    listOf(shipped.map((object) => ({ ...object, rules: undefined }))),
  )
})

describe('the roles for people', () => {
  it('give in a namespace what docs/permissions.md says, and nothing that it says they do not', async () => {
    const text = await readFile(join(chartFolder, '..', '..', '..', 'docs', 'permissions.md'), 'utf8')
    const rows = [
      ...text.matchAll(/^\| (`.*`) (\w+)(?:\.([\w.]+))? \| (yes|no) \| (yes|no) \| (yes|no) \| (yes|no) \|$/gm),
    ]
    const cases = rows.flatMap(([, verbs = '', resource = '', group = '', ...given]) =>
      [...verbs.matchAll(/\w+/g)].flatMap(([verb]) =>
        people.map((person, index) => ({ person, verb, resource, group, isGiven: given[index] === 'yes' })),
      ),
    )
    expect(cases.length).toBeGreaterThan(60)
    const reviews = cases.map(({ person, verb, resource, group }) => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: `system:serviceaccount:${namespace}:${person}`,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
        resourceAttributes: { namespace: shop, verb, resource, group },
      },
    }))
    const allowed = await kubectl(['create', '-o', 'jsonpath={.status.allowed}{"\\n"}', '-f', '-'], listOf(reviews))
    const answers = allowed.trim().split('\n')
    expect(cases.map((one, index) => ({ ...one, isGiven: answers[index] === 'true' }))).toEqual(cases)
  })
})

describe.skipIf(whyNoPods !== null)('a console in the cluster, with the rights that the chart gives it', () => {
  let image: Image
  let pod: RunningPod
  let tokens: Record<Person | 'admin', string>
  let cluster: string

  beforeAll(async () => {
    await kubectl(
      ['apply', '-f', '-'],
      listOf([
        ...['orders', 'ledger', 'frozen'].map((name) => alias(shop, name, 'api-v1.backend.com')),
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace: shop },
          data: { url: `http://orders.${shop}.svc.cluster.local/` },
        },
      ]),
    )
    await kubectl(['annotate', 'service', 'frozen', '-n', shop, 'signpost/freeze=year-end closing'])
    image = await buildImage()
    const { serverUrl, caPath, clusterDns, world } = plane
    const env = {
      ...told,
      SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`,
      SIGNPOST_RESOLVERS: `${world.host}:${world.port}`,
    }
    pod = await image.start({ serverUrl, caPath, namespace, token: await tokenOf('shipped'), env })
    const made = people.map(async (person) => [person, await tokenOf(person)] as const)
    tokens = { ...(Object.fromEntries(await Promise.all(made)) as Record<Person, string>), admin: plane.token('admin') }
    cluster = servicesPageSchema.parse((await call('admin', '/services')).answer).clusters[0]?.name ?? ''
  })
  afterAll(async () => {
    await pod?.kill()
    await image?.remove()
  })

  async function call(as: Person | 'admin', path: string, body?: object): Promise<{ status: number; answer: unknown }> {
    const headers = { authorization: `Bearer ${tokens[as]}`, 'content-type': 'application/json' }
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${pod.url}/api/v1${path}`, init)
    return { status: response.status, answer: await response.json() }
  }

  const until = <Value>(what: string, ask: () => Promise<Value | undefined | false>) =>
    poll(ask, { what, timeoutMs: 20_000, everyMs: 100 })

  /** Plans as somebody who may, and carries it out as somebody who perhaps may not. */
  async function retarget(as: Person, name: string): Promise<{ status: number; answer: unknown }> {
    const request = { kind: 'retarget', service: { cluster, namespace: shop, name }, target: 'api-v2.backend.com' }
    const planned = await call(as, '/plans', request)
    if (planned.status !== 200) return planned
    const { hash, prechecks } = planSchema.parse(planned.answer)
    const codes = (state: string) => prechecks.filter((check) => check.state === state).map(({ code }) => code)
    const overrides = codes('block').map((code) => ({ code, reason: 'this is what the test wants' }))
    const more = { acknowledge: codes('warn'), overrides, changeId: crypto.randomUUID() }
    return call(as, '/changes', { request, hash, ...more })
  }

  async function confirm(as: Person, name: string): Promise<number> {
    const { items } = reviewsPageSchema.parse((await call(as, `/reviews?queue=all&namespace=${shop}`)).answer)
    const item = items.find((each) => each.name === name)
    if (item === undefined) throw new Error(`${as} does not see ${name}`)
    const { uid, hash, previous } = item
    const asked = { cluster, namespace: shop, name, uid, hash, previous }
    return (await call(as, '/reviews', { decision: 'confirm', items: [asked] })).status
  }

  it('answers to the name of its Service in the cluster, and to no name that it does not know', async () => {
    const statusFor = (host: string) =>
      new Promise((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${tokens.admin}` }
        get(`${pod.url}/api/v1/session`, { headers }, (response) => resolve(response.resume().statusCode)).on(
          'error',
          reject,
        )
      })
    expect(await statusFor(`shipped.${namespace}.svc`)).toBe(200)
    expect(await statusFor('signpost.example.com')).toBe(421)
  })

  it('lacks nothing: it watches, reads every kind of consumer and every history', async () => {
    const page = servicesPageSchema.parse((await call('admin', '/services')).answer)
    expect(page.clusters).toMatchObject([{ state: 'live' }])
    const path = `/services/${cluster}/${shop}/orders/consumers`
    const consumers = await until('the consumers are read', async () => {
      const read = consumersSchema.parse((await call('admin', path)).answer)
      return read.items.length > 0 && read
    })
    expect(consumers.unread).toEqual([])
    expect(changesListSchema.parse((await call('admin', '/changes')).answer).partial).toEqual([])
  })

  it('lets a viewer see the namespace, and neither sign off nor change anything there', async () => {
    const { items } = servicesPageSchema.parse((await call('viewer', '/services?limit=500')).answer)
    expect(items.map(({ name }) => name).sort()).toEqual(['frozen', 'ledger', 'orders'])
    expect(await confirm('viewer', 'ledger')).toBe(403)
    const refused = await retarget('viewer', 'ledger')
    expect(refused.status).toBe(403)
    expect(problemSchema.parse(refused.answer).detail).toContain('patch')
  })

  it('lets a reviewer sign off, and change nothing', async () => {
    expect(await confirm('reviewer', 'ledger')).toBe(201)
    expect((await retarget('reviewer', 'ledger')).status).toBe(403)
  })

  it('lets an operator change what no check blocks, and keeps the record in its own namespace, with an Event', async () => {
    expect((await retarget('operator', 'orders')).status).toBe(201)
    expect(await kubectl(['get', 'service', 'orders', '-n', shop, '-o', 'jsonpath={.spec.externalName}'])).toBe(
      'api-v2.backend.com',
    )
    await kubectl(['get', 'configmap', `signpost-history.${shop}.orders`, '-n', namespace])
    await until('the Event is there', async () =>
      (await kubectl(['get', 'events.events.k8s.io', '-n', shop, '-o', 'name'])).includes('signpost'),
    )
  })

  it('lets nobody pass a check that blocks without the role for it', async () => {
    const refused = await retarget('operator', 'frozen')
    expect([refused.status, problemSchema.parse(refused.answer).detail]).toEqual([
      403,
      expect.stringContaining('override'),
    ])
    const binding = ['create', 'rolebinding', 'operator-override', '-n', shop, '--clusterrole=shipped-override']
    await kubectl([...binding, `--serviceaccount=${namespace}:operator`])
    const done = await until('the operator may override', async () => {
      const tried = await retarget('operator', 'frozen')
      return tried.status === 201 && tried
    })
    expect(done.status).toBe(201)
  })

  it('may itself change no Service, read no Secret and act for nobody', async () => {
    const as = `--as=system:serviceaccount:${namespace}:shipped`
    for (const right of ['patch services', 'get secrets', 'impersonate users', 'create pods', 'delete configmaps']) {
      const { stdout } = await plane.kubectl(['auth', 'can-i', ...right.split(' '), '-A', as])
      expect(stdout.trim(), right).toBe('no')
    }
  })
})
