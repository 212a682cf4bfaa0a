import { type KubeObject, keyOf } from '../store/kube-object.ts'
import type { Store } from '../store/store.ts'

export interface IndexedObject {
  readonly resource: string
  readonly object: KubeObject
}

export interface ObjectIndex {
  /** Objects under a key, in the order of their namespaces and names. */
  readonly of: (key: string) => IndexedObject[]
  readonly stop: () => void
}

/** Keeps stored objects findable by what they say, of one resource or of all (null); it must be made before what is told of events. */
export function indexObjects(
  store: Store,
  resource: string | null,
  keysOf: (object: KubeObject) => readonly string[],
): ObjectIndex {
  const found = new Map<string, Map<string, IndexedObject>>()
  const add = (from: string, object: KubeObject) => {
    for (const key of keysOf(object)) {
      const under = found.get(key) ?? new Map<string, IndexedObject>()
      under.set(`${from} ${keyOf(object)}`, { resource: from, object })
      found.set(key, under)
    }
  }
  const remove = (from: string, object: KubeObject) => {
    for (const key of keysOf(object)) {
      const under = found.get(key)
      under?.delete(`${from} ${keyOf(object)}`)
      if (under?.size === 0) found.delete(key)
    }
  }
  for (const [from, table] of store.everything())
    if (resource === null || resource === from) for (const object of table.values()) add(from, object)
  const stop = store.subscribe((event) => {
    if (resource !== null && event.resource !== resource) return
    if (event.previous !== null) remove(event.resource, event.previous)
    if (event.object !== null) add(event.resource, event.object)
  })
  return {
    of: (key) => [...(found.get(key) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    stop,
  }
}
