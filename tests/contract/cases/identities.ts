import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectSpec, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const forbidden = (what: string, action: string, details: object) => ({
  code: 403,
  reason: 'Forbidden',
  message: `${what} is forbidden: User ${action}`,
  details,
})
const core = 'in API group ""'
const home = 'in the namespace "editor-home"'

const refusals: readonly (readonly [path: string, what: string, action: string, details: object])[] = [
  [
    '/api/v1/services',
    'services',
    `cannot list resource "services" ${core} at the cluster scope`,
    { kind: 'services' },
  ],
  [
    '/api/v1/services?watch=1',
    'services',
    `cannot watch resource "services" ${core} at the cluster scope`,
    { kind: 'services' },
  ],
  [
    '/api/v1/namespaces/editor-home/services',
    'services',
    `cannot list resource "services" ${core} ${home}`,
    { kind: 'services' },
  ],
  [
    '/api/v1/namespaces/editor-home/services/x',
    'services "x"',
    `cannot get resource "services" ${core} ${home}`,
    { name: 'x', kind: 'services' },
  ],
  [
    '/apis/discovery.k8s.io/v1/namespaces/editor-home/endpointslices',
    'endpointslices.discovery.k8s.io',
    `cannot list resource "endpointslices" in API group "discovery.k8s.io" ${home}`,
    { group: 'discovery.k8s.io', kind: 'endpointslices' },
  ],
  [
    '/api/v1/namespaces',
    'namespaces',
    `cannot list resource "namespaces" ${core} at the cluster scope`,
    { kind: 'namespaces' },
  ],
  [
    '/api/v1/namespaces/default',
    'namespaces "default"',
    `cannot get resource "namespaces" ${core} in the namespace "default"`,
    { name: 'default', kind: 'namespaces' },
  ],
  [
    '/api/v1/nodes/node-1',
    'nodes "node-1"',
    `cannot get resource "nodes" ${core} at the cluster scope`,
    { name: 'node-1', kind: 'nodes' },
  ],
]

const selfReview = {
  method: 'POST',
  path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
  body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
} as const

export const identities = defineSuite('identities', [
  ...refusals.map(([path, what, action, details]) =>
    defineCase(`nobody may not GET ${path}`, async (stage) => {
      const answer = await stage.call({ method: 'GET', path, identity: 'nobody' })
      expectFailure(answer, forbidden(what, `"nobody" ${action}`, details))
    }),
  ),
  defineCase('a token that nobody has is unauthorized', async (stage) => {
    const answer = await stage.call({ method: 'GET', path: '/api/v1/services', identity: 'stranger' })
    expectFailure(answer, { code: 401, reason: 'Unauthorized', message: 'Unauthorized' })
  }),
  defineCase('without a token one is anonymous', async (stage) => {
    const answer = await stage.call({ method: 'GET', path: '/api/v1/services', identity: null })
    const action = `"system:anonymous" cannot list resource "services" ${core} at the cluster scope`
    expectFailure(answer, forbidden('services', action, { kind: 'services' }))
  }),
  defineCase('everyone may ask for version and health', async (stage) => {
    for (const identity of ['nobody', null] as const) {
      const version = await stage.call({ method: 'GET', path: '/version', identity })
      expect(textAt(version.body, 'gitVersion')).toMatch(/^v1\.\d+\.\d+/)
      for (const path of ['/healthz', '/readyz', '/livez']) {
        expect(await stage.call({ method: 'GET', path, identity })).toMatchObject({ status: 200, text: 'ok' })
      }
    }
  }),
  defineCase('a path that is not for everyone is named', async (stage) => {
    expectFailure(await stage.call({ method: 'GET', path: '/metrics', identity: 'nobody' }), {
      code: 403,
      reason: 'Forbidden',
      message: 'forbidden: User "nobody" cannot get path "/metrics"',
      details: {},
    })
  }),
  defineCase('the viewer reads and does not write', async (stage) => {
    await stage.create('services', serviceObject('looked-at', aliasSpec('a.com')))
    const identity = 'viewer'
    expectSpec(await stage.read('services', 'looked-at', { identity }), storedAliasSpec('a.com'))
    const where = `${core} in the namespace "${stage.namespace}"`
    const named = { name: 'looked-at', kind: 'services' }
    expectFailure(
      await stage.patch('services', 'looked-at', 'merge', {}, { identity }),
      forbidden('services "looked-at"', `"viewer" cannot patch resource "services" ${where}`, named),
    )
    expectFailure(
      await stage.remove('services', 'looked-at', { identity }),
      forbidden('services "looked-at"', `"viewer" cannot delete resource "services" ${where}`, named),
    )
    const creation = forbidden('services', `"viewer" cannot create resource "services" ${where}`, { kind: 'services' })
    const object = serviceObject('unwanted', aliasSpec('a.com'))
    expectFailure(await stage.create('services', object, { identity }), creation)
    expectFailure(await stage.create('services', object, { identity, query: 'dryRun=All' }), creation)
  }),
  defineCase('the editor writes Services and ConfigMaps at home', async (stage) => {
    const options = { identity: 'editor', namespace: 'editor-home' } as const
    const created = await stage.create('services', serviceObject('own', aliasSpec('a.com')), options)
    expectSpec(created, storedAliasSpec('a.com'))
    const patch = { spec: { externalName: 'b.com' } }
    expectSpec(await stage.patch('services', 'own', 'merge', patch, options), storedAliasSpec('b.com'))
    expect((await stage.remove('services', 'own', options)).status).toBe(200)
    expect((await stage.create('configmaps', { metadata: { name: 'own' } }, options)).status).toBe(201)
    expect((await stage.remove('configmaps', 'own', options)).status).toBe(200)
  }),
  defineCase('the editor writes no EndpointSlices', async (stage) => {
    const answer = await stage.create('endpointslices', {}, { identity: 'editor', namespace: 'editor-home' })
    expectFailure(
      answer,
      forbidden(
        'endpointslices.discovery.k8s.io',
        `"editor" cannot create resource "endpointslices" in API group "discovery.k8s.io" ${home}`,
        { group: 'discovery.k8s.io', kind: 'endpointslices' },
      ),
    )
  }),
  defineCase('the editor sees nothing elsewhere', async (stage) => {
    const answer = await stage.list('services', { identity: 'editor' })
    const action = `"editor" cannot list resource "services" ${core} in the namespace "${stage.namespace}"`
    expectFailure(answer, forbidden('services', action, { kind: 'services' }))
  }),
  defineCase('who may impersonate is whom they name, with the groups that they name', async (stage) => {
    const answer = await stage.call({
      ...selfReview,
      headers: { 'impersonate-user': 'somebody', 'impersonate-group': 'some-group' },
    })
    expect(answer.status).toBe(201)
    expect(valueAt(answer.body, 'status')).toEqual({
      userInfo: { username: 'somebody', groups: ['some-group', 'system:authenticated'] },
    })
    const asViewer = { 'impersonate-user': 'viewer' }
    expect((await stage.call({ method: 'GET', path: '/api/v1/services', headers: asViewer })).status).toBe(200)
    const asSomebody = { 'impersonate-user': 'somebody' }
    const action = `"somebody" cannot list resource "services" ${core} at the cluster scope`
    expectFailure(
      await stage.call({ method: 'GET', path: '/api/v1/services', headers: asSomebody }),
      forbidden('services', action, { kind: 'services' }),
    )
  }),
  defineCase('who may not impersonate is told so, whomever they name', async (stage) => {
    const headers = { 'impersonate-user': 'admin' }
    const verb = (of: string) => `"viewer" cannot impersonate-on:user-info:${of}`
    const group = 'authentication.k8s.io'
    expectFailure(
      await stage.call({ ...selfReview, identity: 'viewer', headers }),
      forbidden(
        `selfsubjectreviews.${group}`,
        `${verb('create')} resource "selfsubjectreviews" in API group "${group}" at the cluster scope`,
        { group, kind: 'selfsubjectreviews' },
      ),
    )
    expectFailure(
      await stage.call({ method: 'GET', path: '/api/v1/namespaces/default/services/x', identity: 'viewer', headers }),
      forbidden('services "x"', `${verb('get')} resource "services" ${core} in the namespace "default"`, {
        name: 'x',
        kind: 'services',
      }),
    )
    expectFailure(await stage.call({ method: 'GET', path: '/version', identity: 'viewer', headers }), {
      code: 403,
      reason: 'Forbidden',
      message: `forbidden: User ${verb('get')} path "/version"`,
      details: {},
    })
  }),
  defineCase('groups without a user impersonate nobody', async (stage) => {
    const answer = await stage.call({ ...selfReview, headers: { 'impersonate-group': 'some-group' } })
    expect(answer.status).toBe(400)
    expect(textAt(answer.body, 'reason')).toBe('BadRequest')
  }),
])
