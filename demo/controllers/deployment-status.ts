import { timestamp } from '../api/cluster.ts'
import { type JsonObject, listAt, numberAt, textAt, valueAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { nameOf } from './ownership.ts'
import { rolloutLimits } from './plan-rollout.ts'

/** What a Deployment reports of the ReplicaSets it has, `next` being that of its template. */
export function deploymentStatus(
  deployment: KubeObject,
  next: KubeObject | undefined,
  sets: readonly KubeObject[],
  at: Date,
): JsonObject {
  const wanted = numberAt(deployment, 'spec', 'replicas')
  const total = (field: string) => sets.reduce((sum, set) => sum + numberAt(set, 'status', field), 0)
  const current = sets.find((set) => next !== undefined && nameOf(set) === nameOf(next))
  const updated = numberAt(current, 'status', 'replicas')
  const available = total('availableReplicas')
  const { maxUnavailable } = rolloutLimits(valueAt(deployment, 'spec', 'strategy'), wanted)
  const isAvailable = available >= wanted - maxUnavailable
  const isComplete = updated === wanted && total('replicas') === wanted && available >= wanted
  const now = timestamp(at)
  return {
    observedGeneration: numberAt(deployment.metadata, 'generation'),
    ...counted({
      replicas: total('replicas'),
      updatedReplicas: updated,
      readyReplicas: total('readyReplicas'),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, Math.max(wanted, total('replicas')) - available),
    }),
    terminatingReplicas: 0,
    conditions: [
      condition(deployment, now, isAvailable ? served : underserved),
      ...(current === undefined ? [] : [condition(deployment, now, progress(nameOf(current), isComplete))]),
    ],
  }
}

interface Condition {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

const served: Condition = {
  type: 'Available',
  status: 'True',
  reason: 'MinimumReplicasAvailable',
  message: 'Deployment has minimum availability.',
}
const underserved: Condition = {
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
}

const progress = (set: string, isComplete: boolean): Condition => ({
  type: 'Progressing',
  status: 'True',
  reason: isComplete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
  message: `ReplicaSet "${set}" ${isComplete ? 'has successfully progressed' : 'is progressing'}.`,
})

function condition(deployment: KubeObject, now: string, wanted: Condition): JsonObject {
  const old = listAt(deployment, 'status', 'conditions').find((one) => textAt(one, 'type') === wanted.type)
  const isSameStatus = textAt(old, 'status') === wanted.status
  const isSame = isSameStatus && textAt(old, 'message') === wanted.message && textAt(old, 'reason') === wanted.reason
  return {
    ...wanted,
    lastUpdateTime: isSame ? textAt(old, 'lastUpdateTime') : now,
    lastTransitionTime: isSameStatus ? textAt(old, 'lastTransitionTime') : now,
  }
}

const counted = (counts: Record<string, number>): JsonObject =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
