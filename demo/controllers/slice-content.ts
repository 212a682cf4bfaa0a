import { type JsonObject, textAt, valueAt } from '../json/json.ts'
import { specOf } from '../rules/service/service-spec.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { endpointPorts } from './endpoint-ports.ts'
import { isEnding, nameOf, namespaceOf, uidOf } from './ownership.ts'
import { isOver, isReady } from './pod-status.ts'

/** What one slice says: endpoints that serve the same ports. */
export interface SliceContent {
  readonly ports: readonly JsonObject[]
  readonly endpoints: readonly JsonObject[]
}

const mostEndpoints = 100

/** The slices of a Service with these Pods; one without endpoints when there are none. */
export function serviceSlices(service: KubeObject, pods: readonly KubeObject[]): SliceContent[] {
  const serving = pods.filter((pod) => textAt(pod, 'status', 'podIP') !== '' && !isOver(pod))
  const slices = groupByPorts(
    serving.map((pod) => ({ ports: endpointPorts(service, pod), endpoint: endpointOf(service, pod) })),
  )
  return slices.length > 0 ? slices : [{ ports: [], endpoints: [] }]
}

/** Puts endpoints with equal ports together, as many to a slice as Kubernetes does. */
export function groupByPorts(
  all: readonly { readonly ports: readonly JsonObject[]; readonly endpoint: JsonObject }[],
): SliceContent[] {
  const groups = new Map<string, { ports: readonly JsonObject[]; endpoints: JsonObject[] }>()
  for (const { ports, endpoint } of all) {
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    group.endpoints.push(endpoint)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ ports, endpoints }) =>
    Array.from({ length: Math.ceil(endpoints.length / mostEndpoints) }, (_, index) => ({
      ports,
      endpoints: endpoints.slice(index * mostEndpoints, (index + 1) * mostEndpoints),
    })),
  )
}

function endpointOf(service: KubeObject, pod: KubeObject): JsonObject {
  const isServing = isReady(pod)
  const publishes = valueAt(specOf(service), 'publishNotReadyAddresses') === true
  const hostname = textAt(pod, 'spec', 'subdomain') === nameOf(service) ? textAt(pod, 'spec', 'hostname') : ''
  return {
    addresses: [textAt(pod, 'status', 'podIP')],
    conditions: {
      ready: publishes || (isServing && !isEnding(pod)),
      serving: isServing,
      terminating: isEnding(pod),
    },
    ...(hostname === '' ? {} : { hostname }),
    targetRef: { kind: 'Pod', namespace: namespaceOf(pod), name: nameOf(pod), uid: uidOf(pod) },
    nodeName: textAt(pod, 'spec', 'nodeName'),
  }
}
