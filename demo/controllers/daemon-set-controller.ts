import type { Cluster } from '../api/cluster.ts'
import { numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { matchesLabels } from '../rules/workload/match-selector.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import { type ClusterWriter, createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { createPod, ownedObjects } from './owned-objects.ts'
import { controllerKeys, isEnding, nameOf } from './ownership.ts'
import { isReady } from './pod-status.ts'
import { stored } from './stored-resources.ts'
import { templateHash } from './template-hash.ts'

const revisionLabel = 'controller-revision-hash'

/** Keeps one Pod of a DaemonSet on each node that its template selects. */
export function daemonSetController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const { store } = cluster
  const writer = createWriter(cluster, 'kube-controller-manager')
  const owned = ownedObjects(cluster, stored.pods)
  return {
    name: 'daemon-set',
    stop: owned.stop,
    keysFor: ({ resource, object, previous }) => {
      if (resource === stored.daemonSets && object !== null) return [keyOf(object)]
      if (resource === stored.nodes) return store.list(stored.daemonSets, null).map(keyOf)
      return resource === stored.pods ? controllerKeys(object ?? previous, 'DaemonSet') : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const set = store.get(stored.daemonSets, namespace, name)
      if (set === undefined || isEnding(set)) return
      const hash = templateHash(valueAt(set, 'spec', 'template'))
      const nodes = nodesFor(set, store.list(stored.nodes, null))
      takeStep(cluster, writer, set, hash, nodes, owned.of(set))
      writer.updateStatus(set, countPods(set, hash, nodes, owned.of(set)))
    },
  }
}

const nodeOf = (pod: KubeObject) => textAt(pod, 'spec', 'nodeName')
const hashOf = (pod: KubeObject) => textAt(pod.metadata, 'labels', revisionLabel)

function nodesFor(set: KubeObject, nodes: readonly KubeObject[]): string[] {
  const selector = objectAt(set, 'spec', 'template', 'spec', 'nodeSelector')
  const isAnywhere = Object.keys(selector).length === 0
  return nodes.filter((node) => isAnywhere || matchesLabels(selector, node.metadata.labels)).map(nameOf)
}

function takeStep(
  cluster: Cluster,
  writer: ClusterWriter,
  set: KubeObject,
  hash: string,
  nodes: readonly string[],
  pods: readonly KubeObject[],
): void {
  const kept = new Set<string>()
  for (const pod of pods) {
    if (!nodes.includes(nodeOf(pod)) || kept.has(nodeOf(pod))) writer.remove(pod)
    kept.add(nodeOf(pod))
  }
  const labels = { [revisionLabel]: hash, 'pod-template-generation': String(numberAt(set.metadata, 'generation')) }
  const empty = nodes.filter((node) => !kept.has(node))
  for (const nodeName of empty)
    createPod(cluster, writer, set, { name: { generateName: `${nameOf(set)}-` }, labels, spec: { nodeName } })
  const isRolling = textAt(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate'
  if (empty.length > 0 || !isRolling) return
  // One at a time; those that do not serve anyway go first, and need not wait for the others.
  const outdated = pods.filter((pod) => hashOf(pod) !== hash)
  const next = outdated.find((pod) => !isReady(pod)) ?? (pods.every(isReady) ? outdated[0] : undefined)
  if (next !== undefined) writer.remove(next)
}

function countPods(set: KubeObject, hash: string, nodes: readonly string[], pods: readonly KubeObject[]) {
  const placed = pods.filter((pod) => nodes.includes(nodeOf(pod)))
  const ready = placed.filter(isReady).length
  const updated = placed.filter((pod) => hashOf(pod) === hash).length
  return {
    currentNumberScheduled: placed.length,
    numberMisscheduled: pods.length - placed.length,
    desiredNumberScheduled: nodes.length,
    numberReady: ready,
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
    ...(ready > 0 ? { numberAvailable: ready } : {}),
    ...(nodes.length > ready ? { numberUnavailable: nodes.length - ready } : {}),
    observedGeneration: numberAt(set.metadata, 'generation'),
  }
}
