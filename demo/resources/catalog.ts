import { configMapKind } from './config-map-kind.ts'
import { endpointSliceKind } from './endpoint-slice-kind.ts'
import { endpointsKind } from './endpoints-kind.ts'
import { coreEventKind, eventKind } from './event-kinds.ts'
import { namespaceKind } from './namespace-kind.ts'
import { ingressKind, networkPolicyKind } from './network-kinds.ts'
import { nodeKind } from './node-kind.ts'
import { podKind } from './pod-kind.ts'
import { groupVersionOf, type ResourceKind } from './resource-kind.ts'
import { reviewKinds } from './review-kinds.ts'
import { serviceKind } from './service-kind.ts'
import { cronJobKind, daemonSetKind, deploymentKind, replicaSetKind, statefulSetKind } from './workload-kinds.ts'

/** What a cluster keeps: the kinds that every one has, and those that were brought into it, as by a CustomResourceDefinition. */
export interface Catalog {
  readonly kinds: readonly ResourceKind[]
  readonly find: (group: string, version: string, resource: string) => ResourceKind | undefined
  /** The kind of an object that says what it is; undefined for one that the cluster does not know. */
  readonly kindOfObject: (object: { readonly apiVersion: string; readonly kind: string }) => ResourceKind | undefined
  readonly knowsGroup: (path: { readonly group: string; readonly version: string }) => boolean
}

/** Every kind that an embedded cluster keeps from the start. */
export const builtInKinds: readonly ResourceKind[] = [
  configMapKind,
  endpointsKind,
  coreEventKind,
  namespaceKind,
  nodeKind,
  podKind,
  serviceKind,
  eventKind,
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  cronJobKind,
  endpointSliceKind,
  ingressKind,
  networkPolicyKind,
]

export function createCatalog(custom: readonly ResourceKind[] = []): Catalog {
  const kinds = [...builtInKinds, ...custom]
  const byPath = new Map(kinds.map((kind) => [`${groupVersionOf(kind)}/${kind.resource}`, kind]))
  const reviews = reviewKinds.map(({ group }) => ({ group, version: 'v1' }))
  const groupVersions = new Set([...kinds, ...reviews].map(groupVersionOf))
  return {
    kinds,
    find: (group, version, resource) => byPath.get(`${groupVersionOf({ group, version })}/${resource}`),
    kindOfObject: (object) =>
      kinds.find((kind) => groupVersionOf(kind) === object.apiVersion && kind.kind === object.kind),
    knowsGroup: (path) => groupVersions.has(groupVersionOf(path)),
  }
}
