import type { Cluster } from '../api/cluster.ts'
import { equalJson } from '../json/equal-json.ts'
import { type JsonObject, listAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { createWriter } from './cluster-writer.ts'
import { indexObjects } from './object-index.ts'
import { isControlledBy, isEnding, namespaceOf, ownedBy } from './ownership.ts'
import type { SliceContent } from './slice-content.ts'
import { stored } from './stored-resources.ts'

export const serviceLabel = 'kubernetes.io/service-name'
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by'
export const triggerTime = 'endpoints.kubernetes.io/last-change-trigger-time'

interface WantedSlices {
  readonly owner: KubeObject
  readonly service: string
  readonly addressType: 'IPv4' | 'IPv6'
  readonly labels: JsonObject
  readonly annotations: JsonObject
  readonly slices: readonly SliceContent[]
}

export interface SliceKeeper {
  /** Makes the slices of one address type say what is wanted: changes as few as it can, and removes what is left over. */
  readonly keep: (wanted: WantedSlices) => void
  /** Removes every slice that this manager made for a Service. */
  readonly removeAll: (namespace: string, service: string) => void
  readonly stop: () => void
}

/** Keeps the slices of one manager; those of others it does not touch. */
export function sliceKeeper(cluster: Cluster, manager: string): SliceKeeper {
  const writer = createWriter(cluster, 'kube-controller-manager')
  const index = indexObjects(cluster.store, stored.endpointSlices, (slice) =>
    managerOf(slice) === manager ? [`${namespaceOf(slice)}/${serviceOf(slice)}`] : [],
  )
  const slicesOf = (namespace: string, service: string) =>
    index
      .of(`${namespace}/${service}`)
      .map(({ object }) => object)
      .filter((slice) => !isEnding(slice))

  return {
    keep: (wanted) => {
      const { owner, service, addressType } = wanted
      const all = slicesOf(namespaceOf(owner), service).filter((slice) => slice.addressType === addressType)
      const own = all.filter((slice) => isControlledBy(slice, owner))
      const pairs = pairUp(wanted.slices, own)
      const kept = new Set([...pairs.values()])
      for (const slice of all) if (!kept.has(slice)) writer.remove(slice)
      for (const content of wanted.slices) {
        const old = pairs.get(content)
        if (old === undefined) writer.create(sliceOf(wanted, manager, content))
        else if (!says(old, wanted, manager, content)) writer.update(old, rewritten(old, wanted, manager, content))
      }
    },
    removeAll: (namespace, service) => {
      for (const slice of slicesOf(namespace, service)) writer.remove(slice)
    },
    stop: index.stop,
  }
}

export const managerOf = (slice: KubeObject) => textAt(slice.metadata, 'labels', managedByLabel)
export const serviceOf = (slice: KubeObject) => textAt(slice.metadata, 'labels', serviceLabel)

// A slice goes on with the ports that it has; what finds none takes any that is left.
function pairUp(wanted: readonly SliceContent[], slices: readonly KubeObject[]): Map<SliceContent, KubeObject> {
  const free = new Set(slices)
  const pairs = new Map<SliceContent, KubeObject>()
  const pair = (content: SliceContent, slice: KubeObject | undefined) => {
    if (slice === undefined) return
    pairs.set(content, slice)
    free.delete(slice)
  }
  for (const content of wanted)
    pair(
      content,
      [...free].find((slice) => equalJson(listAt(slice, 'ports'), [...content.ports])),
    )
  for (const content of wanted) if (!pairs.has(content)) pair(content, [...free][0])
  return pairs
}

const labelsOf = ({ labels, service }: WantedSlices, manager: string): JsonObject => ({
  ...labels,
  [managedByLabel]: manager,
  [serviceLabel]: service,
})

const orNull = (list: readonly JsonObject[]) => (list.length === 0 ? null : [...list])

function sliceOf(wanted: WantedSlices, manager: string, { ports, endpoints }: SliceContent): KubeObject {
  const { owner, service, addressType, annotations } = wanted
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${service}-`,
      namespace: namespaceOf(owner),
      labels: labelsOf(wanted, manager),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: ownedBy(owner),
    },
    addressType,
    endpoints: orNull(endpoints),
    ports: orNull(ports),
  }
}

function says(slice: KubeObject, wanted: WantedSlices, manager: string, { ports, endpoints }: SliceContent): boolean {
  return (
    equalJson(listAt(slice, 'ports'), [...ports]) &&
    equalJson(listAt(slice, 'endpoints'), [...endpoints]) &&
    equalJson(slice.metadata.labels, labelsOf(wanted, manager))
  )
}

function rewritten(old: KubeObject, wanted: WantedSlices, manager: string, content: SliceContent): KubeObject {
  const fresh = sliceOf(wanted, manager, content)
  const { labels, annotations } = fresh.metadata
  const metadata = { ...old.metadata, labels: labels ?? {}, ...(annotations === undefined ? {} : { annotations }) }
  return { ...fresh, metadata }
}
