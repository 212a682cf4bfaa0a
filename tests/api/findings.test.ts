import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { findingPolicySchema } from '@/lib/contract/finding-policy'
import { type FindingsPage, findingsPageSchema } from '@/lib/contract/findings'
import { problemSchema } from '@/lib/contract/problem'
import { serviceDetailSchema, servicesPageSchema } from '@/lib/contract/services'
import { editorNamespace, type Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const where = 'findings-test'
const name = 'left-in'

let plane: TestPlane
let running: RunningConsole
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(where, { environment: 'staging' }),
    alias(where, name, 'placeholder.example.com', { owner: 'orders-team' }),
    alias(where, 'accepted', 'placeholder.example.com', {
      'signpost/suppress': 'PLACEHOLDER_TARGET until=2099-12-31 reason=on purpose\nnobody can read this',
    }),
    alias(where, 'over', 'placeholder.example.com', {
      'signpost/suppress': 'PLACEHOLDER_TARGET until=2020-12-31 reason=long ago',
    }),
    alias(editorNamespace, name, 'localhost'),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'front', namespace: where },
      spec: { defaultBackend: { service: { name, port: { number: 443 } } } },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'left-in-1', namespace: where, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.2.3'] }],
      ports: [],
    },
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

async function findings(identity: Identity, query: string): Promise<FindingsPage> {
  return findingsPageSchema.parse(await (await call(identity, `/findings?${query}`)).json())
}

const found = async (query: string) =>
  (await findings('admin', `namespace=${where}&${query}`)).items.map((item) => `${item.name} ${item.code}`)

describe('GET /findings', () => {
  test('tells what stands, and apart from it what is accepted until a day to come', async () => {
    const code = 'code=PLACEHOLDER_TARGET'
    expect(await found(code)).toEqual([`${name} PLACEHOLDER_TARGET`, 'over PLACEHOLDER_TARGET'])
    const { items, suppressed } = await findings('admin', `namespace=${where}&${code}&suppressed=yes`)
    expect(suppressed).toBe(1)
    expect(items).toMatchObject([{ name: 'accepted', suppressed: { until: '2099-12-31', reason: 'on purpose' } }])
    expect(await found('code=SUPPRESS_UNREADABLE')).toEqual(['accepted SUPPRESS_UNREADABLE'])
  })

  test('finds slices that a type left and routes from outside once they are read', async () => {
    const isThere = (code: string) => async () => (await found(`code=${code}`)).length > 0
    await poll(isThere('STALE_SLICES'), { what: 'the slices are read', timeoutMs: 30_000 })
    await poll(isThere('ROUTED_FROM_OUTSIDE'), { what: 'the Ingresses are read', timeoutMs: 30_000 })
    expect(await found('code=STALE_SLICES')).toEqual([`${name} STALE_SLICES`])
    const { items } = await findings('admin', `namespace=${where}&code=ROUTED_FROM_OUTSIDE`)
    expect(items[0]?.evidence).toBe(`Ingress ${where}/front names it.`)
  })

  test('makes a row as bad as a rule that warns, not as one that asks for order', async () => {
    const { items } = servicesPageSchema.parse(await (await call('admin', `/services?namespace=${where}`)).json())
    const row = (wanted: string) => items.find((each) => each.name === wanted)
    expect(['warning', 'critical']).toContain(row('over')?.severity)
    expect(row('accepted')?.finding?.code).not.toBe('PLACEHOLDER_TARGET')
  })

  test('counts per team, and cuts a window', async () => {
    const page = await findings('admin', `namespace=${where}&owner=orders-team&limit=1`)
    expect(page.items).toHaveLength(1)
    expect(page.total).toBeGreaterThan(1)
    expect(page.teams.map(({ owner }) => owner).sort()).toEqual(['orders-team', null].sort())
    expect(page.facets.environment).toEqual({ staging: page.total })
  })

  test('shows to each only what they may list, and says of the rest of consumers that it is not known', async () => {
    const page = await findings('editor', 'limit=500')
    expect([...new Set(page.items.map((item) => item.namespace))]).toEqual([editorNamespace])
    expect(page.items.map(({ code }) => code)).toContain('LOCALHOST_TARGET')
    expect(page.items.map(({ code }) => code)).not.toContain('UNUSED')
    expect(page.partial).toContainEqual({
      cluster,
      what: 'consumers',
      why: expect.stringContaining('you may not list'),
    })
    const nothing = await findings('nobody', 'limit=500')
    expect(nothing.items).toEqual([])
  })

  test('refuses what it does not know, with the field named', async () => {
    const answer = await call('admin', '/findings?code=')
    expect(answer.status).toBe(422)
    expect(JSON.stringify(await answer.json())).toContain('code')
    expect((await call('admin', '/findings?colour=red')).status).toBe(422)
  })

  test('is what the page of an alias says too', async () => {
    const answer = await call('admin', `/services/${cluster}/${where}/accepted`)
    const detail = serviceDetailSchema.parse(await answer.json())
    expect(detail.findings.find(({ code }) => code === 'PLACEHOLDER_TARGET')?.suppressed?.reason).toBe('on purpose')
  })
})

describe('GET /findings/policy', () => {
  const policy = (query: string) => call('editor', `/findings/policy?${query}`)

  test('gives the chosen rules as YAML to save, for the domain of the cluster', async () => {
    const answer = await policy('rule=IN_CLUSTER_TARGET:warn&rule=LOCALHOST_TARGET:deny')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/yaml')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="signpost-policy.yaml"')
    const documents = parseAllDocuments(await answer.text()).map((document) => document.toJS())
    expect(documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ValidatingAdmissionPolicy signpost-in-cluster-target',
      'ValidatingAdmissionPolicy signpost-localhost-target',
      'ValidatingAdmissionPolicyBinding signpost-in-cluster-target',
      'ValidatingAdmissionPolicyBinding signpost-localhost-target',
    ])
    expect(JSON.stringify(documents)).toContain('cluster\\\\')
  })

  test('tells what there is to choose, and how many of the aliases that one may list have it', async () => {
    const query = 'format=json&rule=LOCALHOST_TARGET:deny'
    const made = findingPolicySchema.parse(await (await policy(query)).json())
    expect(made.cluster).toBe(cluster)
    expect(made.rules.find(({ code }) => code === 'LOCALHOST_TARGET')).toMatchObject({ action: 'deny', aliases: 1 })
    expect(made.rules.find(({ code }) => code === 'PLACEHOLDER_TARGET')).toMatchObject({ action: null, aliases: 0 })
    expect(made.impossible.map(({ code }) => code)).toContain('DUPLICATE_ALIAS')
    const all = findingPolicySchema.parse(await (await call('admin', `/findings/policy?${query}`)).json())
    expect(all.rules.find(({ code }) => code === 'PLACEHOLDER_TARGET')?.aliases).toBe(2)
  })

  test.each([
    ['nothing chosen', ''],
    ['another action', 'rule=NO_OWNER:block'],
    ['a rule that there is not', 'rule=NO_SUCH:warn'],
    ['one that cannot be a policy', 'rule=DUPLICATE_ALIAS:warn'],
    ['one twice', 'rule=NO_OWNER:warn&rule=NO_OWNER:deny'],
  ])('refuses %s, with the field named', async (_, query) => {
    const answer = await policy(query)
    expect(answer.status).toBe(422)
    expect(problemSchema.parse(await answer.json()).causes?.[0]?.field).toMatch(/^rule/)
  })

  test('does not know a cluster that there is not, and is for nobody without identity', async () => {
    expect((await policy('rule=NO_OWNER:warn&cluster=elsewhere')).status).toBe(404)
    expect((await fetch(`${running.url}/api/v1/findings/policy?rule=NO_OWNER:warn`)).status).toBe(401)
  })
})
