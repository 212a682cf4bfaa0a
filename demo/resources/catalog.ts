import { configMapKind } from './config-map-kind.ts'
import { namespaceKind } from './namespace-kind.ts'
import { groupVersionOf, type ResourceKind } from './resource-kind.ts'
import { reviewKinds } from './review-kinds.ts'
import { serviceKind } from './service-kind.ts'

/** Every kind that the embedded cluster keeps. */
export const catalog: readonly ResourceKind[] = [configMapKind, namespaceKind, serviceKind]

const byPath = new Map(catalog.map((kind) => [`${groupVersionOf(kind)}/${kind.resource}`, kind]))

export function findKind(group: string, version: string, resource: string): ResourceKind | undefined {
  return byPath.get(`${groupVersionOf({ group, version })}/${resource}`)
}

/** The kind of an object that says what it is; undefined for one that the cluster does not know. */
export function kindOfObject(object: { readonly apiVersion: string; readonly kind: string }): ResourceKind | undefined {
  return catalog.find((kind) => groupVersionOf(kind) === object.apiVersion && kind.kind === object.kind)
}

const groupVersions = new Set(
  [...catalog, ...reviewKinds.map(({ group }) => ({ group, version: 'v1' }))].map(groupVersionOf),
)

export const knowsGroup = (path: { readonly group: string; readonly version: string }) =>
  groupVersions.has(groupVersionOf(path))
