import { expect } from 'vitest'
import type { Identity } from '../../control-plane/identities.ts'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, valueAt } from '../expect-answer.ts'
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
