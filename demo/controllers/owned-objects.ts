import type { Cluster } from '../api/cluster.ts'
import { type Json, type JsonObject, objectAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import type { ClusterWriter } from './cluster-writer.ts'
import { indexObjects } from './object-index.ts'
import { controllerOf, isEnding, namespaceOf, ownedBy, uidOf } from './ownership.ts'
import { isOver } from './pod-status.ts'
import { stored } from './stored-resources.ts'

export interface OwnedObjects {
  /** What an owner controls and is not ending, by name; of Pods, only those that may still run. */
  readonly of: (owner: KubeObject) => KubeObject[]
  readonly stop: () => void
}

/** Finds what is controlled by an owner, such as the Pods of a ReplicaSet. */
export function ownedObjects({ store }: Cluster, resource: string): OwnedObjects {
  const index = indexObjects(store, resource, (object) => {
    const uid = controllerOf(object)?.uid
    return typeof uid === 'string' ? [uid] : []
  })
  return {
    of: (owner) =>
      index
        .of(uidOf(owner))
        .map(({ object }) => object)
        .filter((object) => !isEnding(object) && !isOver(object)),
    stop: index.stop,
  }
}

/** More Pods than this the whole cluster does not run, whatever is asked of it. */
const mostPods = 5000

/** Creates a Pod of an owner from its template, with labels and fields of its own on top. */
export function createPod(
  { store }: Cluster,
  writer: ClusterWriter,
  owner: KubeObject,
  own: { readonly name: JsonObject; readonly labels: JsonObject; readonly spec?: JsonObject },
): void {
  if ((store.everything().get(stored.pods)?.size ?? 0) >= mostPods) return
  const template: Json = objectAt(owner, 'spec', 'template')
  const annotations = objectAt(template, 'metadata', 'annotations')
  writer.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...own.name,
      namespace: namespaceOf(owner),
      labels: { ...objectAt(template, 'metadata', 'labels'), ...own.labels },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ownerReferences: ownedBy(owner),
    },
    spec: { ...objectAt(template, 'spec'), ...own.spec },
  })
}
