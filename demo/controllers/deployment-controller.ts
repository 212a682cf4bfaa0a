import type { Cluster } from '../api/cluster.ts'
import { numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import { type ClusterWriter, createWriter } from './cluster-writer.ts'
import { type Controller, splitKey } from './controller.ts'
import { deploymentStatus } from './deployment-status.ts'
import { ownedObjects } from './owned-objects.ts'
import { controllerKeys, isEnding } from './ownership.ts'
import { planRollout, rolloutLimits } from './plan-rollout.ts'
import { byRevision, newReplicaSet, resizeReplicaSet, revisionKey, revisionOf } from './replica-set.ts'
import { stored } from './stored-resources.ts'
import { templateHash } from './template-hash.ts'

/** Keeps a ReplicaSet for the template of each Deployment, and moves the Pods over from those of earlier templates. */
export function deploymentController(cluster: Cluster): Controller & { readonly stop: () => void } {
  const writer = createWriter(cluster, 'kube-controller-manager')
  const owned = ownedObjects(cluster, stored.replicaSets)
  return {
    name: 'deployment',
    stop: owned.stop,
    keysFor: ({ resource, object, previous }) => {
      if (resource === stored.deployments && object !== null) return [keyOf(object)]
      return resource === stored.replicaSets ? controllerKeys(object ?? previous, 'Deployment') : []
    },
    reconcile: (key) => {
      const { namespace, name } = splitKey(key)
      const deployment = cluster.store.get(stored.deployments, namespace, name)
      if (deployment === undefined || isEnding(deployment)) return
      const hash = templateHash(valueAt(deployment, 'spec', 'template'))
      const sets = byRevision(owned.of(deployment))
      const next = sets.find((set) => textAt(set.metadata, 'labels', 'pod-template-hash') === hash)
      const old = sets.filter((set) => set !== next)
      const isPaused = valueAt(deployment, 'spec', 'paused') === true
      if (next === undefined && !isPaused) {
        const revision = revisionOf(old.at(-1)) + 1
        writer.create(newReplicaSet(deployment, hash, revision, firstSize(deployment, old)))
        return
      }
      if (next !== undefined) {
        const revision = Math.max(revisionOf(next), revisionOf(old.at(-1)) + 1)
        moveOn(writer, deployment, next, old, revision)
        tellRevision(writer, deployment, revision)
        forgetOld(writer, deployment, old)
      }
      const now = cluster.store.get(stored.deployments, namespace, name) ?? deployment
      writer.updateStatus(now, deploymentStatus(now, next, owned.of(now), cluster.now()))
    },
  }
}

const sizeOf = (set: KubeObject) => ({
  replicas: numberAt(set, 'spec', 'replicas'),
  available: numberAt(set, 'status', 'availableReplicas'),
})

function plan(deployment: KubeObject, next: { replicas: number; available: number }, old: readonly KubeObject[]) {
  const wanted = numberAt(deployment, 'spec', 'replicas')
  const strategy = valueAt(deployment, 'spec', 'strategy')
  const isRecreate = textAt(strategy, 'type') === 'Recreate'
  return planRollout({ wanted, isRecreate, ...rolloutLimits(strategy, wanted), next, old: old.map(sizeOf) })
}

const firstSize = (deployment: KubeObject, old: readonly KubeObject[]) =>
  plan(deployment, { replicas: 0, available: 0 }, old).next

function moveOn(
  writer: ClusterWriter,
  deployment: KubeObject,
  next: KubeObject,
  old: readonly KubeObject[],
  revision: number,
): void {
  const step = plan(deployment, sizeOf(next), old)
  resizeReplicaSet(writer, deployment, next, step.next, revision)
  for (const [index, set] of old.entries())
    resizeReplicaSet(writer, deployment, set, step.old[index] ?? 0, revisionOf(set))
}

function tellRevision(writer: ClusterWriter, deployment: KubeObject, revision: number): void {
  const annotations = { ...objectAt(deployment.metadata, 'annotations'), [revisionKey]: String(revision) }
  writer.update(deployment, { ...deployment, metadata: { ...deployment.metadata, annotations } })
}

// Only ReplicaSets that nothing runs of any more are forgotten, the oldest first.
function forgetOld(writer: ClusterWriter, deployment: KubeObject, old: readonly KubeObject[]): void {
  const empty = old.filter(
    (set) => numberAt(set, 'spec', 'replicas') === 0 && numberAt(set, 'status', 'replicas') === 0,
  )
  const surplus = empty.length - numberAt(deployment, 'spec', 'revisionHistoryLimit')
  for (const set of empty.slice(0, Math.max(0, surplus))) writer.remove(set)
}
