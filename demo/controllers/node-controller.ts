import { type Cluster, timestamp } from '../api/cluster.ts'
import { type JsonObject, listAt, objectAt, textAt } from '../json/json.ts'
import { createWriter } from './cluster-writer.ts'
import type { Controller } from './controller.ts'
import { stored } from './stored-resources.ts'

/** Where a node that says nothing of itself is said to be. */
export const nodeAddress = '172.18.0.2'

/** Lets a new node report that it is ready, as its kubelet would. */
export function nodeController(cluster: Cluster): Controller {
  const writer = createWriter(cluster, 'kubelet')
  return {
    name: 'node',
    keysFor: ({ resource, object }) =>
      resource === stored.nodes && object !== null ? [textAt(object.metadata, 'name')] : [],
    reconcile: (name) => {
      const node = cluster.store.get(stored.nodes, '', name)
      if (node === undefined || listAt(node, 'status', 'conditions').length > 0) return
      const at = timestamp(cluster.now())
      const ready = {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        lastHeartbeatTime: at,
        lastTransitionTime: at,
      }
      const addresses: JsonObject[] = [
        { type: 'InternalIP', address: nodeAddress },
        { type: 'Hostname', address: name },
      ]
      writer.updateStatus(node, { addresses, ...objectAt(node, 'status'), conditions: [ready] })
    },
  }
}
