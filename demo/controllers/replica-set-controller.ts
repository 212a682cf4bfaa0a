import type { Cluster } from '../api/cluster.ts'
import { numberAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { keyOf } from '../store/kube-object.ts'
import { createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { createPod, ownedObjects } from './owned-objects.ts'
import { controllerKeys, isEnding, nameOf } from './ownership.ts'
import { isReady } from './pod-status.ts'
import { stored } from './stored-resources.ts'

/** Pods are made in bursts of this size; each new one asks again. */
const burst = 100

/** Keeps as many Pods of a ReplicaSet as it asks for, and counts them. */
export function replicaSetController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const writer = createWriter(cluster, 'kube-controller-manager')
  const pods = ownedObjects(cluster, stored.pods)
  return {
    name: 'replica-set',
    stop: pods.stop,
    keysFor: ({ resource, object, previous }) => {
      if (resource === stored.replicaSets && object !== null) return [keyOf(object)]
      return resource === stored.pods ? controllerKeys(object ?? previous, 'ReplicaSet') : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const set = cluster.store.get(stored.replicaSets, namespace, name)
      if (set === undefined || isEnding(set)) return
      const running = pods.of(set)
      const missing = numberAt(set, 'spec', 'replicas') - running.length
      for (let made = 0; made < Math.min(missing, burst); made += 1)
        createPod(cluster, writer, set, { name: { generateName: `${name}-` }, labels: {} })
      for (const pod of leastUseful(running).slice(0, Math.max(0, -missing))) writer.remove(pod)
      writer.updateStatus(set, countPods(set, pods.of(set)))
    },
  }
}

function countPods(set: KubeObject, pods: readonly KubeObject[]) {
  const ready = pods.filter(isReady).length
  return {
    replicas: pods.length,
    ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    terminatingReplicas: 0,
    observedGeneration: numberAt(set.metadata, 'generation'),
  }
}

// Those that are not ready go first, then the youngest.
function leastUseful(pods: readonly KubeObject[]): KubeObject[] {
  const age = (pod: KubeObject) => textAt(pod.metadata, 'creationTimestamp')
  return [...pods].sort(
    (a, b) =>
      Number(isReady(a)) - Number(isReady(b)) || age(b).localeCompare(age(a)) || nameOf(a).localeCompare(nameOf(b)),
  )
}
