import { numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import type { ClusterWriter } from './cluster-writer.ts'
import { nameOf, namespaceOf, ownedBy } from './ownership.ts'
import { rolloutLimits } from './plan-rollout.ts'

export const revisionKey = 'deployment.kubernetes.io/revision'

export const revisionOf = (set: KubeObject | undefined) =>
  Number(textAt(objectAt(set?.metadata, 'annotations'), revisionKey)) || 0

export const byRevision = (sets: readonly KubeObject[]) => [...sets].sort((a, b) => revisionOf(a) - revisionOf(b))

/** The ReplicaSet that runs the Pods of a Deployment's template. */
export function newReplicaSet(deployment: KubeObject, hash: string, revision: number, replicas: number): KubeObject {
  const template = objectAt(deployment, 'spec', 'template')
  const own = { 'pod-template-hash': hash }
  const labels = { ...objectAt(template, 'metadata', 'labels'), ...own }
  const selector = objectAt(deployment, 'spec', 'selector')
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${nameOf(deployment)}-${hash}`,
      namespace: namespaceOf(deployment),
      labels,
      annotations: annotationsFor(deployment, revision),
      ownerReferences: ownedBy(deployment),
    },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: { ...objectAt(selector, 'matchLabels'), ...own } },
      template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels } },
    },
  }
}

/** Gives a ReplicaSet another size; the same size again is not written. */
export function resizeReplicaSet(
  writer: ClusterWriter,
  deployment: KubeObject,
  set: KubeObject,
  replicas: number,
  revision: number,
): void {
  const annotations = { ...objectAt(set.metadata, 'annotations'), ...annotationsFor(deployment, revision) }
  const spec = { ...objectAt(set, 'spec'), replicas }
  writer.update(set, { ...set, metadata: { ...set.metadata, annotations }, spec })
}

function annotationsFor(deployment: KubeObject, revision: number) {
  const wanted = numberAt(deployment, 'spec', 'replicas')
  const { maxSurge } = rolloutLimits(valueAt(deployment, 'spec', 'strategy'), wanted)
  return {
    'deployment.kubernetes.io/desired-replicas': String(wanted),
    'deployment.kubernetes.io/max-replicas': String(wanted + maxSurge),
    [revisionKey]: String(revision),
  }
}
