import { expect } from 'vitest'
import type { Identity } from '../../control-plane/identities.ts'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, expectSpec, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'
import type { Stage } from '../stage.ts'

const everyone: readonly Identity[] = ['admin', 'viewer', 'editor', 'nobody']
const byViewer = 'RBAC: allowed by ClusterRoleBinding "test-viewer" of ClusterRole "view" to User "viewer"'
const byEditor = 'RBAC: allowed by RoleBinding "test-editor/editor-home" of ClusterRole "edit" to User "editor"'

interface Question {
  readonly verb: string
  readonly resource: string
  readonly group?: string
  readonly namespace?: string
  readonly name?: string
}

type Answers = Readonly<Partial<Record<Identity, string>>>

// Who is allowed, and why; who is not named here is not allowed.
const questions: readonly (readonly [Question, Answers])[] = [
  [
    { verb: 'list', resource: 'services' },
    { admin: '', viewer: byViewer },
  ],
  [
    { verb: 'watch', resource: 'services' },
    { admin: '', viewer: byViewer },
  ],
  [
    { verb: 'list', resource: 'services', namespace: 'editor-home' },
    { admin: '', viewer: byViewer, editor: byEditor },
  ],
  [
    { verb: 'patch', resource: 'services', namespace: 'editor-home' },
    { admin: '', editor: byEditor },
  ],
  [{ verb: 'patch', resource: 'services', namespace: 'default' }, { admin: '' }],
  [
    { verb: 'delete', resource: 'services', namespace: 'editor-home', name: 'x' },
    { admin: '', editor: byEditor },
  ],
  [{ verb: 'create', resource: 'endpointslices', group: 'discovery.k8s.io', namespace: 'editor-home' }, { admin: '' }],
  [
    { verb: 'create', resource: 'configmaps', namespace: 'editor-home' },
    { admin: '', editor: byEditor },
  ],
  [
    { verb: 'get', resource: 'configmaps', namespace: 'kube-system' },
    { admin: '', viewer: byViewer },
  ],
  [
    { verb: 'get', resource: 'secrets', namespace: 'editor-home' },
    { admin: '', editor: byEditor },
  ],
  [
    { verb: 'list', resource: 'namespaces' },
    { admin: '', viewer: byViewer },
  ],
  [{ verb: 'list', resource: 'nodes' }, { admin: '' }],
  [
    { verb: 'list', resource: 'networkpolicies', group: 'networking.k8s.io', namespace: 'editor-home' },
    { admin: '', viewer: byViewer, editor: byEditor },
  ],
]

const reviewPath = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
const review = (stage: Stage, identity: Identity, spec: object) =>
  stage.call({
    method: 'POST',
    path: reviewPath,
    identity,
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec },
  })

const describeQuestion = ({ verb, resource, namespace, name }: Question) =>
  [verb, resource, name, namespace === undefined ? 'everywhere' : `in ${namespace}`].filter(Boolean).join(' ')

export const accessReviews = defineSuite('access reviews', [
  ...questions.map(([question, answers]) =>
    defineCase(`may ${describeQuestion(question)}: ${Object.keys(answers).join(', ')}`, async (stage) => {
      for (const identity of everyone) {
        const answer = await review(stage, identity, { resourceAttributes: question })
        const reason = answers[identity]
        expect(answer.status).toBe(201)
        expect(valueAt(answer.body, 'status'), identity).toEqual(
          reason === undefined ? { allowed: false } : { allowed: true, ...(reason === '' ? {} : { reason }) },
        )
      }
    }),
  ),
  defineCase('need a question', async (stage) => {
    expectInvalid(await review(stage, 'admin', {}), '.authorization.k8s.io', '', [
      [
        'spec',
        'Invalid',
        'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ],
    ])
  }),
  defineCase('of others are for who may review', async (stage) => {
    const ask = (identity: Identity) =>
      stage.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        identity,
        body: { spec: { user: 'viewer', resourceAttributes: { verb: 'list', resource: 'services' } } },
      })
    expect(valueAt((await ask('admin')).body, 'status')).toEqual({ allowed: true, reason: byViewer })
    expectFailure(await ask('nobody'), {
      code: 403,
      reason: 'Forbidden',
      message:
        'subjectaccessreviews.authorization.k8s.io is forbidden: User "nobody" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope',
      details: { group: 'authorization.k8s.io', kind: 'subjectaccessreviews' },
    })
  }),
  defineCase('of rules list what may be done in a namespace', async (stage) => {
    const rulesOf = async (identity: Identity) => {
      const answer = await stage.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
        identity,
        body: { spec: { namespace: 'editor-home' } },
      })
      const rules = valueAt(answer.body, 'status.resourceRules')
      expect(valueAt(answer.body, 'status.incomplete')).toBe(false)
      return Array.isArray(rules) ? rules : []
    }
    const mayPatch = (rules: unknown[]) =>
      rules.some((rule) =>
        /"patch".*"services"/.test(JSON.stringify([valueAt(rule, 'verbs'), valueAt(rule, 'resources')])),
      )
    expect(mayPatch(await rulesOf('editor'))).toBe(true)
    expect(mayPatch(await rulesOf('viewer'))).toBe(false)
    expect(mayPatch(await rulesOf('nobody'))).toBe(false)
    expect(await rulesOf('admin')).toContainEqual({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] })
  }),
  ...(['admin', 'viewer', 'editor'] as const).map((identity) =>
    defineCase(`tell ${identity} who it is`, async (stage) => {
      const answer = await stage.call({
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        identity,
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      })
      const group = { admin: 'system:masters', viewer: 'viewers', editor: 'editors' }[identity]
      expect(answer.status).toBe(201)
      expect(valueAt(answer.body, 'status')).toEqual({
        userInfo: { username: identity, uid: `uid-${identity}`, groups: [group, 'system:authenticated'] },
      })
    }),
  ),
])

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
])
