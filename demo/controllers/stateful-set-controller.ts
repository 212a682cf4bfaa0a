import type { Cluster } from '../api/cluster.ts'
import { numberAt, textAt, valueAt } from '../json/json.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import { type ClusterWriter, createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { createPod, ownedObjects } from './owned-objects.ts'
import { controllerKeys, isEnding, nameOf } from './ownership.ts'
import { isReady } from './pod-status.ts'
import { stored } from './stored-resources.ts'
import { templateHash } from './template-hash.ts'

const revisionLabel = 'controller-revision-hash'
const burst = 100

/** Keeps the numbered Pods of a StatefulSet: one after the other unless it asks for all at once, and the highest goes first. */
export function statefulSetController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const writer = createWriter(cluster, 'kube-controller-manager')
  const pods = ownedObjects(cluster, stored.pods)
  return {
    name: 'stateful-set',
    stop: pods.stop,
    keysFor: ({ resource, object, previous }) => {
      if (resource === stored.statefulSets && object !== null) return [keyOf(object)]
      return resource === stored.pods ? controllerKeys(object ?? previous, 'StatefulSet') : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const set = cluster.store.get(stored.statefulSets, namespace, name)
      if (set === undefined || isEnding(set)) return
      const revision = `${name}-${templateHash(valueAt(set, 'spec', 'template'))}`
      takeStep(cluster, writer, set, revision, pods.of(set))
      writer.updateStatus(set, countPods(set, revision, pods.of(set)))
    },
  }
}

function takeStep(
  cluster: Cluster,
  writer: ClusterWriter,
  set: KubeObject,
  revision: string,
  pods: readonly KubeObject[],
): void {
  const first = numberAt(set, 'spec', 'ordinals', 'start')
  const end = first + numberAt(set, 'spec', 'replicas')
  const isOrdered = textAt(set, 'spec', 'podManagementPolicy') !== 'Parallel'
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]))
  let made = 0
  for (let ordinal = first; ordinal < end && made < burst; ordinal += 1) {
    const pod = byOrdinal.get(ordinal)
    if (pod === undefined) {
      createOrdinal(cluster, writer, set, ordinal, revision)
      made += 1
    }
    if (isOrdered && (pod === undefined || !isReady(pod))) return
  }
  const surplus = highestFirst(pods.filter((pod) => ordinalOf(pod) < first || ordinalOf(pod) >= end))
  for (const pod of isOrdered ? surplus.slice(0, 1) : surplus) writer.remove(pod)
  if (made === 0 && surplus.length === 0) replaceOne(writer, set, revision, pods)
}

// A Pod of an earlier template is replaced once all the others are ready.
function replaceOne(writer: ClusterWriter, set: KubeObject, revision: string, pods: readonly KubeObject[]): void {
  const isRolling = textAt(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate'
  if (!isRolling || !pods.every(isReady)) return
  const partition = numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')
  const outdated = pods.filter((pod) => revisionOf(pod) !== revision && ordinalOf(pod) >= partition)
  for (const pod of highestFirst(outdated).slice(0, 1)) writer.remove(pod)
}

function createOrdinal(
  cluster: Cluster,
  writer: ClusterWriter,
  set: KubeObject,
  ordinal: number,
  revision: string,
): void {
  const name = `${nameOf(set)}-${ordinal}`
  const subdomain = textAt(set, 'spec', 'serviceName')
  createPod(cluster, writer, set, {
    name: { name, generateName: `${nameOf(set)}-` },
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [revisionLabel]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    },
    spec: { hostname: name, ...(subdomain === '' ? {} : { subdomain }) },
  })
}

const ordinalOf = (pod: KubeObject) => Number(nameOf(pod).slice(nameOf(pod).lastIndexOf('-') + 1))
const revisionOf = (pod: KubeObject) => textAt(pod.metadata, 'labels', revisionLabel)
const highestFirst = (pods: readonly KubeObject[]) => [...pods].sort((a, b) => ordinalOf(b) - ordinalOf(a))

function countPods(set: KubeObject, revision: string, pods: readonly KubeObject[]) {
  const ready = pods.filter(isReady).length
  const updated = pods.filter((pod) => revisionOf(pod) === revision).length
  const before = textAt(set, 'status', 'currentRevision')
  const isUpdated = updated === pods.length && ready === pods.length
  const current = before === '' || isUpdated ? revision : before
  const onCurrent = pods.filter((pod) => revisionOf(pod) === current).length
  return {
    replicas: pods.length,
    availableReplicas: ready,
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(onCurrent > 0 ? { currentReplicas: onCurrent } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    currentRevision: current,
    updateRevision: revision,
    collisionCount: 0,
    observedGeneration: numberAt(set.metadata, 'generation'),
  }
}
