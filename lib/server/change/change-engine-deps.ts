import type { ChangeView } from '@/lib/contract/changes'
import type { Alias } from '@/lib/domain/alias/alias'
import type { UseCaseReading } from '@/lib/domain/alias/read-use-case'
import type { RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import type { ConsumerEvidence } from '@/lib/domain/change/consumer-evidence'
import type { CutOverInput } from '@/lib/domain/change/cut-over'
import type { Clock } from '@/lib/domain/clock'
import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import type { GroupMembership } from '@/lib/domain/group/find-groups'
import type { ReviewState } from '@/lib/domain/review/review-state'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { Monitor } from '@/lib/server/monitor/monitor'
import type { ProbeReading } from '@/lib/server/probes/probe-reading'

/** Whoever asked: every read for a plan and every write to a Service is done with this identity. */
export interface Viewer {
  /** Tells viewers apart where their rights are remembered. */
  key: string
  user: string
  /** Who they are to one cluster; absent where that is `user` in all. */
  in?(cluster: string): Promise<{ user: string }>
  client(cluster: string): KubeClient
}

/** What the engine needs of one cluster. `console` is the console identity: it keeps records and never patches a Service. */
export interface ClusterForChanges {
  id: string
  clusterDomain: string
  /** Where records lie when the console is installed in the cluster; null keeps each beside its Service. */
  consoleNamespace: string | null
  console: KubeClient
  monitor: Pick<Monitor, 'askTarget' | 'askServiceName' | 'askServiceNameEach'>
  /** What is known of the caches between a write and its clients. */
  cutOverFacts(): Pick<CutOverInput, 'dns' | 'nodeLocalDns' | 'settings'>
  /** Looks who answers at the target of an alias; null where nothing is probed. */
  probe(ref: ServiceRef): Promise<ProbedTarget | null>
  /** Looks who answers at another host on the port of an alias, once a minute at most; null where the alias is not there. */
  lookAt(ref: ServiceRef, host: string): Promise<ProbeReading | null>
  /** The alias as the watch shows it; null when it is not there or not tracked. */
  findAlias(namespace: string, name: string): Alias | null
  /** The group that a Service is a member of, as the watch shows it. */
  membershipOf(namespace: string, name: string): GroupMembership | null
  /** The aliases that lead to a host, or to the Service of that name, as the watch shows them; at most 200. */
  aliasesOf(host: string): ServiceRef[]
  /** Who names an alias or goes past it, as far as the viewer may see them; null when it is not tracked. */
  consumersOf(alias: Pick<ServiceRef, 'namespace' | 'name'>, viewer: Viewer): Promise<ConsumerEvidence | null>
  /** What an alias is for, as its names, labels and target tell; null when it is not tracked. */
  purposeOf(namespace: string, name: string): UseCaseReading | null
  /** How the review of an alias stands; null where there is none. */
  reviewStateOf(namespace: string, name: string): ReviewState | null
  /** The annotations of a namespace as the watch shows it; null where it does not. */
  namespaceAnnotations(namespace: string): Readonly<Record<string, string>> | null
  /** The names of the Services whose labels claim a role of a group, as the watch shows them. */
  claimants(namespace: string, group: string): string[]
  /** Calls the listener each time the watch shows another state of the alias, null when it went away; returns its cancel. */
  onAlias(ref: ServiceRef, listener: (alias: Alias | null) => void): () => void
}

export interface ChangeEngineDeps {
  cluster(id: string): ClusterForChanges | null
  clock: Clock
  /** How long a verified change is watched over before it counts as completed. */
  soakMs: number
  /** Nothing is written, so that what another console left undone is left to others. */
  isReadOnly: boolean
  /** Called with each visible state of a change, in order; `record` for what only a record in the cluster told. */
  publish(change: ChangeView, source: 'engine' | 'record'): void
  /** Called with each attempt to carry a plan out that was refused before it was recorded, unless it was malformed or lacked the right to patch. */
  refused(attempt: RefusedAttempt): void
}
