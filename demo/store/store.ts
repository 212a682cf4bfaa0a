import { type KubeObject, keyOf } from './kube-object.ts'
import { createRevisionLog, type StoredEvent } from './revision-log.ts'

export interface Store {
  /** The newest revision; every write takes the next one. */
  readonly revision: () => number
  readonly compactedRevision: () => number
  readonly get: (resource: string, namespace: string, name: string) => KubeObject | undefined
  /** All objects of a resource in the order of their keys, now or as they were at a revision that is not compacted. */
  readonly list: (resource: string, namespace: string | null, revision?: number) => KubeObject[]
  /** Writes an object and gives it with its new resourceVersion. */
  readonly put: (resource: string, object: KubeObject) => KubeObject
  readonly remove: (resource: string, object: KubeObject) => KubeObject
  /** Events of a resource after a revision, oldest first. */
  readonly eventsSince: (resource: string, revision: number) => StoredEvent[]
  readonly subscribe: (listener: (event: StoredEvent) => void) => () => void
  /** Forgets how things were before now: older revisions are expired. */
  readonly compact: () => void
  readonly everything: () => ReadonlyMap<string, ReadonlyMap<string, KubeObject>>
}

export interface StoredState {
  readonly revision: number
  readonly objects: readonly (readonly [resource: string, objects: readonly KubeObject[]])[]
}

/** Holds the objects of a cluster in memory, with the history that watches and paged lists need. */
export function createStore(initial?: StoredState, keptEvents = 20_000): Store {
  let revision = initial?.revision ?? 1
  const tables = new Map<string, Map<string, KubeObject>>()
  const log = createRevisionLog(revision, keptEvents)
  const listeners = new Set<(event: StoredEvent) => void>()
  const tableOf = (resource: string) => {
    const table = tables.get(resource) ?? new Map<string, KubeObject>()
    tables.set(resource, table)
    return table
  }
  for (const [resource, objects] of initial?.objects ?? [])
    for (const object of objects) tableOf(resource).set(keyOf(object), object)

  const record = (resource: string, object: KubeObject | null, previous: KubeObject | null) => {
    revision += 1
    const stamp = (of: KubeObject): KubeObject => ({
      ...of,
      metadata: { ...of.metadata, resourceVersion: String(revision) },
    })
    const event: StoredEvent = {
      revision,
      resource,
      object: object === null ? null : stamp(object),
      previous,
      last: stamp(object ?? previous ?? { apiVersion: '', kind: '', metadata: {} }),
    }
    if (event.object === null) tableOf(resource).delete(keyOf(event.last))
    else tableOf(resource).set(keyOf(event.object), event.object)
    log.append(event)
    for (const listener of [...listeners]) listener(event)
    return event.last
  }

  return {
    revision: () => revision,
    compactedRevision: log.compactedRevision,
    get: (resource, namespace, name) => tableOf(resource).get(`${namespace}/${name}`),
    list: (resource, namespace, at = revision) => {
      const table = at >= revision ? tableOf(resource) : log.rewind(resource, tableOf(resource), at)
      const found = [...table].filter(([key]) => namespace === null || key.startsWith(`${namespace}/`))
      return found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
    },
    put: (resource, object) => record(resource, object, tableOf(resource).get(keyOf(object)) ?? null),
    remove: (resource, object) => record(resource, null, object),
    eventsSince: log.since,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    compact: () => log.compact(revision),
    everything: () => tables,
  }
}
