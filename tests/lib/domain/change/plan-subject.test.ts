import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import type { Delivery } from '@/lib/domain/change/delivery'
import { endpoint, headless } from '@/lib/domain/change/endpoint'
import { encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { type PlanSubjectInput, planSubject } from '@/lib/domain/change/plan-subject'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { changeEntry } from './change-entries'
import { slice } from './endpoint-slices'
import { sampleFacts } from './owned-services'

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
  group: { name: 'api', holders: { active: ['api'], blue: ['api-blue'], green: [] } },
  members: [service({ name: 'api-blue' }), null],
  wanted: endpoint('ExternalName', 'b.example'),
  touched: undefined,
  made: null,
  slices: [],
  deliveries: [],
}
const textOf = (change: Partial<PlanSubjectInput>) => canonicalJson(planSubject({ ...input, ...change }))
const tracking = { 'argocd.argoproj.io/tracking-id': 'app:/Service:shop/api' }
const delivery = (corrects: boolean): Delivery => ({
  ref: { kind: 'Application', namespace: 'argocd', name: 'app' },
  state: 'read',
  facts: sampleFacts({ corrects }),
})
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
    [
      'an Application that began to heal itself',
      { service: service({ annotations: tracking }), deliveries: [delivery(true)] },
      { service: service({ annotations: tracking }), deliveries: [delivery(false)] },
    ],
    ['a slice that appeared', { slices: [slice()] }],
    ['other addresses', { wanted: headless(['203.0.113.9'], []) }],
    ['another outcome', { wanted: endpoint('ExternalName', 'c.example') }],
  ] as Array<[string, Partial<PlanSubjectInput>, Partial<PlanSubjectInput>?]>)('%s', (_, change, before = {}) => {
    expect(textOf(change)).not.toBe(textOf(before))
  })

  it.each([
    ['an unrelated annotation', { service: service({ annotations: { note: 'x' } }) }],
    ['an unrelated label', { service: service({ labels: { tier: 'x' } }) }],
    ['a newer resourceVersion', { service: service({ resourceVersion: '2' }) }],
  ])('not %s', (_, change) => {
    expect(textOf(change)).toBe(textOf({}))
  })
})
