import { type Cluster, timestamp } from '../api/cluster.ts'
import { type JsonObject, listAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import type { StoredEvent } from '../store/revision-log.ts'
import { createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { nodeAddress } from './node-controller.ts'
import { isEnding } from './ownership.ts'
import { createPodAddresses } from './pod-addresses.ts'
import { podHealth } from './pod-health.ts'
import { isOver, podStatus } from './pod-status.ts'
import { stored } from './stored-resources.ts'

/** Plays the kubelets and the scheduler: gives each Pod a node and an address, lets it run, and ends it when it is deleted. */
export function kubelet(cluster: Cluster): Controller & { readonly stop: () => void } {
  const { store } = cluster
  const writer = createWriter(cluster, 'kubelet')
  const addresses = createPodAddresses(store)
  return {
    name: 'kubelet',
    stop: addresses.stop,
    keysFor: (event) => {
      const { resource, object } = event
      if (resource === stored.nodes && event.previous === null)
        return store.list(stored.pods, null).filter(needsNode).map(keyOf)
      return resource === stored.pods && object !== null && concernsNode(event, object) ? [keyOf(object)] : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const pod = store.get(stored.pods, namespace, name)
      if (pod === undefined || isOver(pod)) return
      if (isEnding(pod)) {
        if (listAt(pod.metadata, 'finalizers').length === 0) store.remove(stored.pods, pod)
        return
      }
      if (needsNode(pod)) {
        bind(cluster, pod)
        return
      }
      const node = store.get(stored.nodes, '', textAt(pod, 'spec', 'nodeName'))
      if (node === undefined) return
      const hostIp = textAt(listAt(node, 'status', 'addresses')[0], 'address') || nodeAddress
      const isOnHost = valueAt(pod, 'spec', 'hostNetwork') === true
      const podIp = isOnHost ? hostIp : textAt(pod, 'status', 'podIP') || addresses.next()
      if (podIp !== null) writer.updateStatus(pod, podStatus(pod, { podIp, hostIp, now: timestamp(cluster.now()) }))
    },
  }
}

const needsNode = (pod: KubeObject) => textAt(pod, 'spec', 'nodeName') === ''

// A status that someone else wrote stays until the Pod itself is to fare differently.
function concernsNode({ previous }: StoredEvent, pod: KubeObject): boolean {
  if (needsNode(pod) || isEnding(pod) || textAt(pod, 'status', 'podIP') === '') return true
  return previous !== null && podHealth(previous) !== podHealth(pod)
}

// Binding is the one write that may change the spec of a Pod.
function bind({ store }: Cluster, pod: KubeObject): void {
  const [node] = store.list(stored.nodes, null)
  if (node === undefined) return
  const spec: JsonObject = { ...objectAt(pod, 'spec'), nodeName: textAt(node.metadata, 'name') }
  store.put(stored.pods, { ...pod, spec })
}
