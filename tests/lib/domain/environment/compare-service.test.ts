import { describe, expect, test } from 'vitest'
import { compareService } from '@/lib/domain/environment/compare-service'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const ref = { cluster: 'one', namespace: 'shop', name: 'db' }

function service(spec: ServiceObject['spec'], metadata: Partial<ServiceObject['metadata']> = {}): ServiceObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop', ...metadata }, spec }
}

const alias = (
  externalName: string,
  spec: ServiceObject['spec'] = {},
  metadata: Partial<ServiceObject['metadata']> = {},
) => service({ type: 'ExternalName', externalName, ...spec }, metadata)
const compare = (wanted: ServiceObject, live: ServiceObject | null) => compareService(wanted, live, ref)
const paths = (wanted: ServiceObject, live: ServiceObject) => compare(wanted, live).diff.map(({ path }) => path)

describe('compareService', () => {
  test('what is not there is new, with all that it says, and is made by a change', () => {
    const { state, diff, change } = compare(alias('a.dev', {}, { labels: { team: 'x' } }), null)
    expect(state).toBe('new')
    expect(diff).toContainEqual({ path: 'spec.externalName', before: null, after: 'a.dev' })
    expect(change).toMatchObject({
      kind: 'create',
      manifest: { metadata: { namespace: 'shop', labels: { team: 'x' } } },
    })
  })

  test('what only the server, kubectl or Signpost wrote, or completed, is no difference', () => {
    const live = alias(
      'a.dev',
      { sessionAffinity: 'None', ports: [{ port: 5432, protocol: 'TCP', targetPort: 5432 }] },
      {
        uid: 'x',
        annotations: { 'signpost/last-change': '{}', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
    )
    expect(compare(alias('a.dev', { ports: [{ port: 5432 }] }), live)).toMatchObject({
      state: 'same',
      diff: [],
      change: null,
    })
  })

  test('another target alone is a retarget, more than that an edit of what differs', () => {
    expect(compare(alias('b.dev'), alias('a.dev')).change).toEqual({ kind: 'retarget', service: ref, target: 'b.dev' })
    const wanted = alias('b.dev', { ports: [{ port: 80 }] }, { labels: { team: 'y' } })
    const { change, diff } = compare(wanted, alias('a.dev', {}, { labels: { team: 'x', other: 'z' } }))
    expect(change).toMatchObject({ kind: 'edit', target: 'b.dev', labels: { team: 'y' }, ports: [{ port: 80 }] })
    expect(diff.map(({ path }) => path)).toEqual(['metadata.labels.team', 'spec.externalName', 'spec.ports'])
  })

  test('what an earlier apply said and this one does not is taken out, what others wrote stays', () => {
    const said = { metadata: { labels: { old: 'a' } }, spec: { externalName: 'a.dev', ports: [{ port: 1 }] } }
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(said) }
    const live = alias(
      'a.dev',
      { ports: [{ port: 1 }, { port: 2 }] },
      { annotations, labels: { old: 'a', others: 'b' } },
    )
    const { change } = compare(alias('a.dev'), live)
    expect(change).toMatchObject({ kind: 'edit', labels: { old: null }, ports: [{ port: 2 }] })
    expect(paths(alias('a.dev'), live)).toEqual(['metadata.labels.old', 'spec.ports'])
  })

  test('moves into the cluster and out of it are the changes that do that', () => {
    const inside = service({ type: 'ClusterIP', clusterIP: '10.0.0.1', selector: { app: 'db' }, ports: [{ port: 1 }] })
    expect(compare(alias('a.dev'), inside).change).toEqual({ kind: 'to-external-name', service: ref, target: 'a.dev' })
    const wanted = service({ type: 'ClusterIP', selector: { app: 'db' }, ports: [{ port: 1 }] })
    expect(compare(wanted, alias('a.dev')).change).toMatchObject({ kind: 'to-cluster-ip', selector: { app: 'db' } })
    const headless = service({ type: 'ClusterIP', clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 1 }] })
    expect(compare(headless, alias('a.dev')).change).toMatchObject({ kind: 'to-headless' })
  })

  test('says what no change here does', () => {
    const pods = (selector: Record<string, string>) => service({ type: 'ClusterIP', selector, ports: [{ port: 1 }] })
    expect(compare(pods({ app: 'a' }), pods({ app: 'b' }))).toMatchObject({ state: 'changed', change: null })
    expect(compare(pods({ app: 'a' }), null).why).toContain('kubectl apply')
    const affine = compare(alias('b.dev', { sessionAffinity: 'ClientIP' }), alias('a.dev', { sessionAffinity: 'None' }))
    expect(affine.change).toMatchObject({ kind: 'retarget' })
    expect(affine.why).toContain('spec.sessionAffinity')
  })

  test('a damaged copy of an earlier apply is none', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '[{"spec":' }
    expect(compare(alias('a.dev'), alias('a.dev', {}, { annotations, labels: { a: 'b' } })).state).toBe('same')
  })
})
