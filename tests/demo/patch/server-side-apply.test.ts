import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../demo/json/json.ts'
import { type Applied, applyObject } from '../../../demo/patch/server-side-apply.ts'
import { serviceKind } from '../../../demo/resources/service-kind.ts'
import type { KubeObject } from '../../../demo/store/kube-object.ts'

const alias = (spec: JsonObject, labels?: JsonObject): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api', namespace: 'prod', ...(labels ? { labels } : {}) },
  spec,
})
const stored = ({ object, managedFields }: Applied): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, managedFields },
})
const apply = (live: KubeObject | null, applied: KubeObject, name: string, forces = false) =>
  applyObject(serviceKind, live, applied, { name, operation: 'Apply', subresource: '', time: 'now' }, forces)

describe('server-side apply', () => {
  it('takes away what its manager does not mention any more, and only that', () => {
    const first = stored(apply(null, alias({ externalName: 'a.example' }, { team: 'a' }), 'gitops'))
    const second = stored(apply(first, alias({ type: 'ExternalName' }, { tier: 'x' }), 'team'))
    const third = apply(second, alias({ externalName: 'a.example' }), 'gitops')
    expect(third.object).toMatchObject({ spec: { externalName: 'a.example', type: 'ExternalName' } })
    expect(third.object.metadata.labels).toEqual({ tier: 'x' })
  })

  it('refuses to change what another manager applied, and names the field', () => {
    const live = stored(apply(null, alias({ externalName: 'a.example' }), 'gitops'))
    expect(() => apply(live, alias({ externalName: 'b.example' }), 'team')).toThrow(
      'Apply failed with 1 conflict: conflict with "gitops": .spec.externalName',
    )
  })

  it('shares a field whose value both want', () => {
    const live = stored(apply(null, alias({ externalName: 'a.example' }), 'gitops'))
    expect(apply(live, alias({ externalName: 'a.example' }), 'team').managedFields).toHaveLength(2)
  })

  it('takes a field over by force', () => {
    const live = stored(apply(null, alias({ externalName: 'a.example' }), 'gitops'))
    const { object, managedFields } = apply(live, alias({ externalName: 'b.example' }), 'team', true)
    expect(object).toMatchObject({ spec: { externalName: 'b.example' } })
    expect(managedFields.map(({ manager }) => manager)).toEqual(['team'])
  })
})
