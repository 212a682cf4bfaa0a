import { type Cluster, timestamp } from '../api/cluster.ts'
import { type JsonObject, listAt, objectAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { createWriter } from './cluster-writer.ts'
import type { Controller } from './controller.ts'
import { isEnding, nameOf, namespaceOf } from './ownership.ts'
import { stored } from './stored-resources.ts'

const finalizer = 'kubernetes'

/** Empties each namespace that was deleted, and lets it go once nothing is left in it. */
export function namespaceController(cluster: Cluster): Controller {
  const { store } = cluster
  const writer = createWriter(cluster, 'kube-controller-manager')
  const isEndingNamespace = (name: string) => {
    const namespace = store.get(stored.namespaces, '', name)
    return namespace !== undefined && isEnding(namespace)
  }
  return {
    name: 'namespace',
    keysFor: ({ resource, object, last }) => {
      if (resource === stored.namespaces) return object !== null && isEnding(object) ? [nameOf(object)] : []
      return isEndingNamespace(namespaceOf(last)) ? [namespaceOf(last)] : []
    },
    reconcile: (name) => {
      const namespace = store.get(stored.namespaces, '', name)
      if (namespace === undefined || !isEnding(namespace)) return
      for (const object of contentOf(cluster, name)) if (!isEnding(object)) writer.remove(object)
      const left = contentOf(cluster, name)
      const finalizers = listAt(namespace, 'spec', 'finalizers')
      if (left.length === 0 && finalizers.includes(finalizer)) {
        const spec = { ...objectAt(namespace, 'spec'), finalizers: finalizers.filter((one) => one !== finalizer) }
        writer.update(namespace, { ...namespace, spec }, 'finalize')
      } else if (left.length > 0) {
        const conditions = endingConditions(namespace, left, timestamp(cluster.now()))
        writer.updateStatus(namespace, { ...objectAt(namespace, 'status'), conditions })
      }
    },
  }
}

function contentOf({ store, catalog }: Cluster, namespace: string): KubeObject[] {
  const storages = new Set(catalog.kinds.filter((kind) => kind.isNamespaced).map((kind) => kind.storage))
  return [...storages].flatMap((storage) => store.list(storage, namespace))
}

/** What a namespace that cannot go yet says of why. */
function endingConditions(namespace: KubeObject, left: readonly KubeObject[], now: string): JsonObject[] {
  const finalizers = left.flatMap((object) => listAt(object.metadata, 'finalizers').map(String))
  const kinds = left.map(({ kind }) => kind)
  const remaining =
    left.length === 0 ? null : `Some resources are remaining: ${counted(kinds, 'has', 'resource instances')}`
  const held =
    finalizers.length === 0
      ? null
      : `Some content in the namespace has finalizers remaining: ${counted(finalizers, 'in', 'resource instances')}`
  return [
    condition('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
    condition(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    condition(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    remaining === null
      ? condition('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed')
      : condition('NamespaceContentRemaining', 'SomeResourcesRemain', remaining, 'True'),
    held === null
      ? condition(
          'NamespaceFinalizersRemaining',
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        )
      : condition('NamespaceFinalizersRemaining', 'SomeFinalizersRemain', held, 'True'),
  ].map((one) => ({ ...one, lastTransitionTime: sinceWhen(namespace, one, now) }))
}

function condition(type: string, reason: string, message: string, status = 'False'): JsonObject {
  return { type, status, reason, message }
}

function sinceWhen(namespace: KubeObject, wanted: JsonObject, now: string): string {
  const old = listAt(namespace, 'status', 'conditions').find((one) => textAt(one, 'type') === wanted.type)
  return textAt(old, 'status') === wanted.status ? textAt(old, 'lastTransitionTime') : now
}

function counted(names: readonly string[], verb: string, what: string): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${verb} ${count} ${what}`)
    .join(', ')
}
