import { type Cluster, timestamp } from '../api/cluster.ts'
import { type JsonObject, listAt, objectAt, textAt } from '../json/json.ts'
import { specOf, typeOf } from '../rules/service/service-spec.ts'
import { matchesLabels } from '../rules/workload/match-selector.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import type { StoredEvent } from '../store/revision-log.ts'
import { type Controller, splitKey } from './controller.ts'
import { indexObjects } from './object-index.ts'
import { isEnding, namespaceOf } from './ownership.ts'
import { serviceSlices } from './slice-content.ts'
import { managedByLabel, managerOf, serviceLabel, serviceOf, sliceKeeper, triggerTime } from './slice-keeper.ts'
import { stored } from './stored-resources.ts'

const manager = 'endpointslice-controller.k8s.io'
const headlessLabel = 'service.kubernetes.io/headless'
const reservedLabels = [managedByLabel, serviceLabel, headlessLabel]

/** Keeps the slices of Services with a selector. Those of a Service that became an alias or lost its selector stay as they are. */
export function endpointSliceController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const { store } = cluster
  const slices = sliceKeeper(cluster, manager)
  const pods = indexObjects(store, stored.pods, (pod) => [namespaceOf(pod)])
  const services = indexObjects(store, stored.services, (service) => (selects(service) ? [namespaceOf(service)] : []))
  const servicesOf = (pod: KubeObject | null) =>
    pod === null
      ? []
      : services
          .of(namespaceOf(pod))
          .filter(({ object }) => matchesLabels(specOf(object).selector, pod.metadata.labels))
          .map(({ object }) => keyOf(object))
  return {
    name: 'endpoint-slice',
    stop: () => {
      for (const part of [slices, pods, services]) part.stop()
    },
    keysFor: (event) => {
      const { resource, object, previous } = event
      if (resource === stored.services && object !== null) return [keyOf(object)]
      if (resource === stored.pods) return [...servicesOf(object), ...servicesOf(previous)]
      return resource === stored.endpointSlices ? sliceKeys(event) : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const service = store.get(stored.services, namespace, name)
      if (service === undefined || isEnding(service) || !selects(service)) return
      const { selector } = specOf(service)
      const chosen = pods
        .of(namespace)
        .map(({ object }) => object)
        .filter((pod) => matchesLabels(selector, pod.metadata.labels))
      const contents = serviceSlices(service, chosen)
      const annotations = { [triggerTime]: timestamp(cluster.now()) }
      for (const addressType of familiesOf(service)) {
        // The Pods have addresses of one family only.
        const wanted = addressType === 'IPv4' ? contents : [{ ports: [], endpoints: [] }]
        slices.keep({
          owner: service,
          service: name,
          addressType,
          labels: labelsOf(service),
          annotations,
          slices: wanted,
        })
      }
    },
  }
}

function selects(service: KubeObject): boolean {
  return typeOf(service) !== 'ExternalName' && Object.keys(objectAt(specOf(service), 'selector')).length > 0
}

function sliceKeys({ object, previous }: StoredEvent): string[] {
  const changed = [object, previous].filter((slice) => slice !== null && managerOf(slice) === manager)
  return changed.flatMap((slice) => (slice === null ? [] : [`${namespaceOf(slice)}/${serviceOf(slice)}`]))
}

const familiesOf = (service: KubeObject) => {
  const families = listAt(specOf(service), 'ipFamilies').filter((family) => family === 'IPv4' || family === 'IPv6')
  return families.length > 0 ? families : ['IPv4' as const]
}

function labelsOf(service: KubeObject): JsonObject {
  const own = Object.entries(objectAt(service.metadata, 'labels')).filter(([key]) => !reservedLabels.includes(key))
  const isHeadless = textAt(specOf(service), 'clusterIP') === 'None'
  return { ...Object.fromEntries(own), ...(isHeadless ? { [headlessLabel]: '' } : {}) }
}
