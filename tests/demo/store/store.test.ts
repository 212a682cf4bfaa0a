import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../demo/store/kube-object.ts'
import { createStore } from '../../../demo/store/store.ts'

const object = (name: string, value = ''): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'prod' },
  data: { value },
})
const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name)

describe('the store', () => {
  it('gives every write a revision of its own, and the object that revision', () => {
    const store = createStore()
    const first = store.put('configmaps', object('a'))
    const second = store.put('configmaps', object('a', 'x'))
    expect(Number(second.metadata.resourceVersion)).toBe(Number(first.metadata.resourceVersion) + 1)
    expect(store.get('configmaps', 'prod', 'a')).toEqual(second)
  })

  it('lists what there was at an earlier revision', () => {
    const store = createStore()
    const before = store.put('configmaps', object('a', 'old'))
    store.put('configmaps', object('b'))
    const revision = store.revision()
    store.put('configmaps', object('a', 'new'))
    store.remove('configmaps', object('b'))
    store.put('configmaps', object('c'))
    const then = store.list('configmaps', 'prod', revision)
    expect(names(then)).toEqual(['a', 'b'])
    expect(then[0]).toEqual(before)
    expect(names(store.list('configmaps', null))).toEqual(['a', 'c'])
  })

  it('forgets the older half of its events when there are too many', () => {
    const store = createStore(undefined, 10)
    for (let index = 0; index < 25; index += 1) store.put('configmaps', object('a', String(index)))
    expect(store.compactedRevision()).toBeGreaterThan(1)
    expect(store.eventsSince('configmaps', store.compactedRevision()).length).toBeLessThanOrEqual(10)
  })

  it('goes on after what an earlier run left', () => {
    const store = createStore({ revision: 40, objects: [['configmaps', [object('a')]]] })
    expect(names(store.list('configmaps', 'prod'))).toEqual(['a'])
    expect(store.put('configmaps', object('b')).metadata.resourceVersion).toBe('41')
    expect(store.compactedRevision()).toBe(40)
  })
})
