import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { endpoint } from '@/lib/domain/change/endpoint'
import { readFieldOwner } from '@/lib/domain/change/field-owner'
import { encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { type PlanSubjectInput, planSubject } from '@/lib/domain/change/plan-subject'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { changeEntry } from './change-entries'

function service(
  metadata: Partial<ServiceObject['metadata']> = {},
  spec: Partial<ServiceObject['spec']> = {},
): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', uid: 'uid-1', resourceVersion: '1', ...metadata },
    spec: { type: 'ExternalName', externalName: 'a.example', ...spec },
  }
}

const input: PlanSubjectInput = {
  request: { kind: 'switch', service: { cluster: 'c', namespace: 'shop', name: 'api' }, to: 'green' },
  user: 'ada',
  service: service(),
  members: [service({ name: 'api-blue' }), null],
  wanted: endpoint('ExternalName', 'b.example'),
}
const textOf = (change: Partial<PlanSubjectInput>) => canonicalJson(planSubject({ ...input, ...change }))
const lastChange = { [lastChangeAnnotation]: encodeLastChange(changeEntry(1)) }

describe('what voids a plan', () => {
  it.each([
    ['another user', { user: 'bob' }],
    ['another request', { request: { ...input.request, kind: 'switch' as const, to: 'blue' as const } }],
    ['another uid', { service: service({ uid: 'uid-2' }) }],
    ['another target', { service: service({}, { externalName: 'c.example' }) }],
    ['another type', { service: service({}, { type: 'ClusterIP' }) }],
    ['a selector', { service: service({}, { selector: { app: 'a' } }) }],
    ['ports', { service: service({}, { ports: [{ port: 1 }] }) }],
    ['a clusterIP', { service: service({}, { clusterIP: '10.0.0.1' }) }],
    ['a change that was made and undone in between', { service: service({ annotations: lastChange }) }],
    [
      'a tool that took the Service over',
      { service: service({ labels: { 'helm.toolkit.fluxcd.io/name': 'a', 'helm.toolkit.fluxcd.io/namespace': 'b' } }) },
    ],
    ['a group member that appeared', { members: [service({ name: 'api-blue' }), service({ name: 'api-green' })] }],
    ['a group member that moved', { members: [service({ name: 'api-blue' }, { externalName: 'z.example' }), null] }],
    ['another outcome', { wanted: endpoint('ExternalName', 'c.example') }],
  ])('%s', (_, change) => {
    expect(textOf(change)).not.toBe(textOf({}))
  })

  it.each([
    ['an unrelated annotation', { service: service({ annotations: { note: 'x' } }) }],
    ['an unrelated label', { service: service({ labels: { tier: 'x' } }) }],
    ['a newer resourceVersion', { service: service({ resourceVersion: '2' }) }],
  ])('not %s', (_, change) => {
    expect(textOf(change)).toBe(textOf({}))
  })
})

describe('readFieldOwner', () => {
  const owns = (manager: string, time: string) => ({
    manager,
    operation: 'Update',
    time,
    fieldsV1: { 'f:spec': { 'f:externalName': {} } },
  })
  const flux = { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' }
  const release = { 'meta.helm.sh/release-name': 'r', 'meta.helm.sh/release-namespace': 'n' }

  it.each([
    ['nobody', {}, null],
    [
      'the newest manager of the target',
      { managedFields: [owns('kubectl-edit', '2026-01-02T00:00:00Z'), owns('signpost', '2026-01-03T00:00:00Z')] },
      'signpost',
    ],
    ['no manager of another field', { managedFields: [{ manager: 'x', fieldsV1: { 'f:metadata': {} } }] }, null],
    [
      'a tracking id of this very Service',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'app:/Service:shop/api' } },
      'argo-cd',
    ],
    [
      'no tracking id that was copied',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'app:/Service:shop/other' } },
      null,
    ],
    [
      'Flux by its labels, whoever wrote last',
      { labels: flux, managedFields: [owns('signpost', '2026-01-03T00:00:00Z')] },
      'flux',
    ],
    [
      'Helm by label and release together',
      { labels: { 'app.kubernetes.io/managed-by': 'Helm' }, annotations: release },
      'helm',
    ],
    ['not Helm by the label alone', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, null],
  ])('%s', (_, metadata, tool) => {
    expect(readFieldOwner(service(metadata))?.tool ?? null).toBe(tool)
  })
})
