import { isObject, type JsonObject, listAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'

export const uidOf = (object: KubeObject) => textAt(object.metadata, 'uid')
export const nameOf = (object: KubeObject) => textAt(object.metadata, 'name')
export const namespaceOf = (object: KubeObject) => textAt(object.metadata, 'namespace')

/** Whether it was deleted and only waits for its finalizers, or for its Pods to end. */
export const isEnding = (object: KubeObject) => textAt(object.metadata, 'deletionTimestamp') !== ''

export const ownersOf = (object: KubeObject): JsonObject[] =>
  listAt(object.metadata, 'ownerReferences').filter(isObject)

/** The reference to the one owner that controls an object; undefined when it has none. */
export const controllerOf = (object: KubeObject): JsonObject | undefined =>
  ownersOf(object).find((owner) => owner.controller === true)

export const isControlledBy = (object: KubeObject, owner: KubeObject) =>
  textAt(controllerOf(object), 'uid') === uidOf(owner)

/** The `ownerReferences` of what an object makes. */
export function ownedBy(owner: KubeObject): JsonObject[] {
  const { apiVersion, kind } = owner
  return [{ apiVersion, kind, name: nameOf(owner), uid: uidOf(owner), controller: true, blockOwnerDeletion: true }]
}

/** The key of the owner that controls an object, where that is of this kind; else none. */
export function controllerKeys(object: KubeObject | null, kind: string): string[] {
  const owner = object === null ? undefined : controllerOf(object)
  return object !== null && textAt(owner, 'kind') === kind ? [`${namespaceOf(object)}/${textAt(owner, 'name')}`] : []
}
