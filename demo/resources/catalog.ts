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

/** Every kind that the embedded cluster keeps. */
export const catalog: readonly ResourceKind[] = [
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
