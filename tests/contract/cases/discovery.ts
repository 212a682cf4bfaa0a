import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, textAt, valueAt } from '../expect-answer.ts'
import { labelMessage } from '../label-messages.ts'
import type { Stage } from '../stage.ts'

const get = (stage: Stage, path: string, accept = 'application/json') =>
  stage.call({ method: 'GET', path, headers: { accept } })

function entry(list: unknown, name: string): unknown {
  return Array.isArray(list) ? list.find((item) => valueAt(item, 'name') === name) : undefined
}

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

const resources: readonly (readonly [path: string, name: string, expected: object])[] = [
  [
    '/api/v1',
    'services',
    {
      kind: 'Service',
      namespaced: true,
      singularName: 'service',
      shortNames: ['svc'],
      categories: ['all'],
      verbs: allVerbs,
    },
  ],
  ['/api/v1', 'configmaps', { kind: 'ConfigMap', namespaced: true, shortNames: ['cm'], verbs: allVerbs }],
  ['/api/v1', 'events', { kind: 'Event', namespaced: true, shortNames: ['ev'], verbs: allVerbs }],
  ['/api/v1', 'pods', { kind: 'Pod', namespaced: true, shortNames: ['po'], verbs: allVerbs }],
  ['/api/v1', 'namespaces', { kind: 'Namespace', namespaced: false, shortNames: ['ns'] }],
  ['/api/v1', 'nodes', { kind: 'Node', namespaced: false, shortNames: ['no'], verbs: allVerbs }],
  ['/apis/discovery.k8s.io/v1', 'endpointslices', { kind: 'EndpointSlice', namespaced: true, verbs: allVerbs }],
  ['/apis/apps/v1', 'deployments', { kind: 'Deployment', namespaced: true, shortNames: ['deploy'], verbs: allVerbs }],
  ['/apis/apps/v1', 'statefulsets', { kind: 'StatefulSet', namespaced: true, shortNames: ['sts'], verbs: allVerbs }],
  ['/apis/batch/v1', 'cronjobs', { kind: 'CronJob', namespaced: true, shortNames: ['cj'], verbs: allVerbs }],
  [
    '/apis/networking.k8s.io/v1',
    'ingresses',
    { kind: 'Ingress', namespaced: true, shortNames: ['ing'], verbs: allVerbs },
  ],
  [
    '/apis/networking.k8s.io/v1',
    'networkpolicies',
    { kind: 'NetworkPolicy', namespaced: true, shortNames: ['netpol'], verbs: allVerbs },
  ],
  ['/apis/events.k8s.io/v1', 'events', { kind: 'Event', namespaced: true, shortNames: ['ev'], verbs: allVerbs }],
]

export const discovery = defineSuite('discovery', [
  ...resources.map(([path, name, expected]) =>
    defineCase(`lists ${name} under ${path}`, async (stage) => {
      const answer = await get(stage, path)
      expect(answer.body).toMatchObject({ kind: 'APIResourceList', groupVersion: path.replace(/^\/apis?\//, '') })
      expect(entry(valueAt(answer.body, 'resources'), name)).toMatchObject(expected)
    }),
  ),
  defineCase('lists the groups', async (stage) => {
    expect((await get(stage, '/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] })
    const groups = valueAt((await get(stage, '/apis')).body, 'groups')
    for (const name of [
      'apps',
      'batch',
      'networking.k8s.io',
      'discovery.k8s.io',
      'events.k8s.io',
      'authorization.k8s.io',
      'authentication.k8s.io',
    ]) {
      const version = { groupVersion: `${name}/v1`, version: 'v1' }
      expect(entry(groups, name)).toMatchObject({ preferredVersion: version })
    }
  }),
  defineCase('gives all at once to who asks for it', async (stage) => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
    const answer = await get(stage, '/apis', accept)
    expect(answer.body).toMatchObject({ kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2' })
    expect(answer.headers['content-type']).toBe(accept)
  }),
  defineCase('points at the schemas of each group', async (stage) => {
    const paths = valueAt((await get(stage, '/openapi/v3')).body, 'paths')
    const url = valueAt(Object.entries(Object(paths)).find(([name]) => name === 'api/v1')?.[1], 'serverRelativeURL')
    if (typeof url !== 'string') throw new Error('no address of the schemas of api/v1')
    const schema = await get(stage, url)
    expect(schema.status).toBe(200)
    const service = Object.entries(Object(valueAt(schema.body, 'components.schemas'))).find(
      ([name]) => name === 'io.k8s.api.core.v1.Service',
    )
    expect(valueAt(service?.[1], 'x-kubernetes-group-version-kind')).toEqual([
      { group: '', kind: 'Service', version: 'v1' },
    ])
  }),
  defineCase('begins with the namespaces that every cluster has', async (stage) => {
    for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'editor-home']) {
      const answer = await get(stage, `/api/v1/namespaces/${name}`)
      expect(textAt(answer.body, 'status.phase')).toBe('Active')
    }
  }),
  defineCase('begins with a Corefile where one looks for it', async (stage) => {
    const answer = await stage.read('configmaps', 'coredns', { namespace: 'kube-system' })
    expect(textAt(answer.body, 'data.Corefile')).toMatch(/kubernetes cluster\.local.*cache \d+/s)
    const service = await stage.read('services', 'kube-dns', { namespace: 'kube-system' })
    expect(textAt(service.body, 'spec.clusterIP')).toBe('10.96.0.10')
  }),
  defineCase('refuses a namespace that is there', async (stage) => {
    const body = { metadata: { name: stage.namespace } }
    expectFailure(await stage.call({ method: 'POST', path: '/api/v1/namespaces', body }), {
      code: 409,
      reason: 'AlreadyExists',
      message: `namespaces "${stage.namespace}" already exists`,
      details: { name: stage.namespace, kind: 'namespaces' },
    })
  }),
  defineCase('refuses a namespace whose name is none', async (stage) => {
    const answer = await stage.call({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: 'A_b' } } })
    expectInvalid(answer, 'Namespace', 'A_b', [['metadata.name', 'Invalid', `Invalid value: "A_b": ${labelMessage}`]])
  }),
])
