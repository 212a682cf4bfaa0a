import type { Cluster } from '../api/cluster.ts'
import { equalJson } from '../json/equal-json.ts'
import { type JsonObject, textAt } from '../json/json.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import type { StoredEvent } from '../store/revision-log.ts'
import { createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { indexObjects } from './object-index.ts'
import { isEnding, ownersOf, uidOf } from './ownership.ts'

/** Deletes what has lost all of its owners, as when a Service goes and its slices with it. */
export function garbageCollector(cluster: Cluster): Controller & { readonly stop: () => void } {
  const { store } = cluster
  const writer = createWriter(cluster, 'kube-controller-manager')
  const owned = indexObjects(store, null, (object) => ownersOf(object).map((owner) => textAt(owner, 'uid')))
  const keyFor = (resource: string, object: KubeObject) => `${resource} ${keyOf(object)}`
  return {
    name: 'garbage-collector',
    stop: owned.stop,
    keysFor: (event) => {
      const { resource, object, last } = event
      const orphans = object === null ? owned.of(uidOf(last)).map((entry) => keyFor(entry.resource, entry.object)) : []
      return object !== null && hasNewOwners(event) ? [keyFor(resource, object), ...orphans] : orphans
    },
    reconcile: (key) => {
      const space = key.indexOf(' ')
      const { namespace, name } = splitKey(key.slice(space + 1))
      const object = store.get(key.slice(0, space), namespace, name)
      if (object === undefined || isEnding(object)) return
      const owners = ownersOf(object)
      const alive = owners.filter((owner) => isAlive(cluster, owner, namespace))
      if (alive.length === owners.length) return
      if (alive.length === 0) writer.remove(object)
      else writer.update(object, { ...object, metadata: { ...object.metadata, ownerReferences: alive } })
    },
  }
}

function hasNewOwners({ object, previous }: StoredEvent): boolean {
  const owners = object === null ? [] : ownersOf(object)
  return owners.length > 0 && !equalJson(owners, previous === null ? [] : ownersOf(previous))
}

// An owner of a kind that the cluster does not know cannot be looked for, so it counts.
function isAlive({ store, catalog }: Cluster, owner: JsonObject, namespace: string): boolean {
  const kind = catalog.kindOfObject({ apiVersion: textAt(owner, 'apiVersion'), kind: textAt(owner, 'kind') })
  if (kind === undefined) return true
  const found = store.get(kind.storage, kind.isNamespaced ? namespace : '', textAt(owner, 'name'))
  return found !== undefined && uidOf(found) === textAt(owner, 'uid')
}
