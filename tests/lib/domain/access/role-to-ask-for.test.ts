import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { roleToAskFor } from '@/lib/domain/access/role-to-ask-for'

const patch = { verb: 'patch', resource: 'services', namespace: 'payments' }

function read(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS())
}

describe('the role to ask for', () => {
  it('is a Role with the rights that are missing and its binding to the viewer, in the namespace', () => {
    expect(read(roleToAskFor('ada', [patch, { ...patch, verb: 'delete' }], 'signpost-change'))).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'signpost-change', namespace: 'payments' },
        rules: [{ apiGroups: [''], resources: ['services'], verbs: ['patch', 'delete'] }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'signpost-change', namespace: 'payments' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'signpost-change' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ada' }],
      },
    ])
  })

  it('names API groups, and asks for each namespace by itself and for the cluster by a ClusterRole', () => {
    const rights = [
      { verb: 'create', resource: 'reviews.signpost', namespace: 'payments' },
      { verb: 'create', resource: 'endpointslices.discovery.k8s.io', namespace: 'shop' },
      { verb: 'create', resource: 'namespaces', namespace: null },
    ]
    const documents = read(roleToAskFor('ada', rights, 'signpost-ask'))
    expect(documents).toHaveLength(6)
    expect(documents.map((document) => Object(document).kind)).toEqual([
      'Role',
      'RoleBinding',
      'Role',
      'RoleBinding',
      'ClusterRole',
      'ClusterRoleBinding',
    ])
    expect(documents).toMatchObject([
      { metadata: { namespace: 'payments' }, rules: [{ apiGroups: ['signpost'], resources: ['reviews'] }] },
      {},
      { rules: [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] }] },
      {},
      { metadata: { name: 'signpost-ask' }, rules: [{ apiGroups: [''], resources: ['namespaces'] }] },
      {},
    ])
  })

  it('binds a ServiceAccount as one', () => {
    const documents = read(roleToAskFor('system:serviceaccount:ci:deployer', [patch], 'signpost-change'))
    expect(documents[1]).toMatchObject({ subjects: [{ kind: 'ServiceAccount', namespace: 'ci', name: 'deployer' }] })
  })

  it('holds any name as that name: none adds a line, a rule or a subject', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 1 }), (user, namespace) => {
        fc.pre(user.isWellFormed() && !user.startsWith('system:serviceaccount:'))
        const documents = read(roleToAskFor(user, [{ ...patch, namespace }], 'signpost-change'))
        expect(documents).toHaveLength(2)
        expect(documents).toMatchObject([
          { metadata: { namespace }, rules: [{ verbs: ['patch'] }] },
          { subjects: [{ kind: 'User', name: user }] },
        ])
      }),
    )
  })
})
