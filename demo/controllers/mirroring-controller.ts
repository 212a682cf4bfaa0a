import { isIPv6 } from 'node:net'
import type { Cluster } from '../api/cluster.ts'
import { isObject, type JsonObject, listAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import { type Controller, splitKey } from './controller.ts'
import { isEnding, namespaceOf } from './ownership.ts'
import { groupByPorts, type SliceContent } from './slice-content.ts'
import { managedByLabel, managerOf, serviceLabel, serviceOf, sliceKeeper, triggerTime } from './slice-keeper.ts'
import { stored } from './stored-resources.ts'

const manager = 'endpointslicemirroring-controller.k8s.io'
const mostAddresses = 1000
const leftOut = [triggerTime, 'kubectl.kubernetes.io/last-applied-configuration']

/** Keeps a slice beside each hand-made Endpoints object whose Service has no selector. */
export function mirroringController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const { store } = cluster
  const slices = sliceKeeper(cluster, manager)
  return {
    name: 'endpoint-slice-mirroring',
    stop: slices.stop,
    keysFor: ({ resource, object, previous }) => {
      const changed = [object, previous].filter((one) => one !== null)
      if (resource === stored.endpoints || resource === stored.services) return changed.slice(0, 1).map(keyOf)
      if (resource !== stored.endpointSlices) return []
      return changed
        .filter((slice) => managerOf(slice) === manager)
        .map((slice) => `${namespaceOf(slice)}/${serviceOf(slice)}`)
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const endpoints = store.get(stored.endpoints, namespace, name)
      const service = store.get(stored.services, namespace, name)
      if (endpoints === undefined || service === undefined || !isMirrored(endpoints) || hasSelector(service)) {
        slices.removeAll(namespace, name)
        return
      }
      for (const addressType of ['IPv4', 'IPv6'] as const) {
        const labels = without(objectAt(endpoints.metadata, 'labels'), [managedByLabel, serviceLabel])
        const annotations = without(objectAt(endpoints.metadata, 'annotations'), leftOut)
        const contents = contentsOf(endpoints, addressType)
        slices.keep({ owner: endpoints, service: name, addressType, labels, annotations, slices: contents })
      }
    },
  }
}

const hasSelector = (service: KubeObject) => Object.keys(objectAt(service, 'spec', 'selector')).length > 0

function isMirrored(endpoints: KubeObject): boolean {
  const isSkipped = textAt(endpoints.metadata, 'labels', 'endpointslice.kubernetes.io/skip-mirror') === 'true'
  const isLease = valueAt(endpoints.metadata, 'annotations', 'control-plane.alpha.kubernetes.io/leader') !== undefined
  return !isEnding(endpoints) && !isSkipped && !isLease
}

function without(texts: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !keys.includes(key)))
}

function contentsOf(endpoints: KubeObject, addressType: 'IPv4' | 'IPv6'): SliceContent[] {
  const all = listAt(endpoints, 'subsets').flatMap((subset) => {
    const ports = listAt(subset, 'ports').filter(isObject).map(portOf)
    const addresses = [
      ...listAt(subset, 'addresses')
        .filter(isObject)
        .map((address) => endpointOf(address, true)),
      ...listAt(subset, 'notReadyAddresses')
        .filter(isObject)
        .map((address) => endpointOf(address, false)),
    ]
    return addresses.slice(0, mostAddresses).map((endpoint) => ({ ports, endpoint }))
  })
  return groupByPorts(all.filter(({ endpoint }) => familyOf(endpoint) === addressType))
}

const familyOf = (endpoint: JsonObject) => (isIPv6(textAt(endpoint, 'addresses', 0)) ? 'IPv6' : 'IPv4')

function portOf(port: JsonObject): JsonObject {
  return { ...port, name: textAt(port, 'name'), protocol: textAt(port, 'protocol') || 'TCP' }
}

function endpointOf(address: JsonObject, ready: boolean): JsonObject {
  const { hostname, nodeName, targetRef } = address
  return {
    addresses: [textAt(address, 'ip')],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  }
}
