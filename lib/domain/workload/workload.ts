import type { LabelSelector } from '@/lib/domain/egress/network-policy'

export const workloadKinds = ['StatefulSet', 'Deployment'] as const

export type WorkloadKind = (typeof workloadKinds)[number]

/** A port that a container declares; `name` is null for one without. */
export interface ContainerPort {
  container: string
  name: string | null
  number: number
  protocol: string
}

/** What is read of a StatefulSet or Deployment of `apps/v1`; counts that its status does not say yet are 0. */
export interface Workload {
  kind: WorkloadKind
  namespace: string
  name: string
  /** Wanted. */
  replicas: number
  /** There are, old ones among them. */
  currentReplicas: number
  readyReplicas: number
  updatedReplicas: number
  generation: number
  observedGeneration: number
  /** The Service that names the pods of a StatefulSet; null for a Deployment. */
  serviceName: string | null
  selector: LabelSelector
  /** Of its pod template. */
  podLabels: Readonly<Record<string, string>>
  ports: readonly ContainerPort[]
  images: readonly string[]
}

/** What is read of a pod that is not finished. `owner` is its controller, the Deployment where that is a ReplicaSet of one. */
export interface Pod {
  name: string
  ip: string | null
  labels: Readonly<Record<string, string>>
  isReady: boolean
  isTerminating: boolean
  ports: readonly ContainerPort[]
  owner: { kind: string; name: string } | null
}

/** Why pods of a workload are about to be replaced, in words; null when none are. */
export function rolloutUnderWay(workload: Workload): string | null {
  const { replicas, currentReplicas, readyReplicas, updatedReplicas, generation, observedGeneration } = workload
  if (observedGeneration < generation) return 'its controller has not seen the last change yet'
  if (updatedReplicas < replicas) return `${updatedReplicas} of ${replicas} pods are of the last template`
  if (currentReplicas > replicas) return `${currentReplicas - replicas} pods more than wanted are still there`
  if (readyReplicas < replicas) return `${readyReplicas} of ${replicas} pods are ready`
  return null
}

/** `StatefulSet postgres` */
export function workloadWords({ kind, name }: { kind: string; name: string }): string {
  return `${kind} ${name}`
}
