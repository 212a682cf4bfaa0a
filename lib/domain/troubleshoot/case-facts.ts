import type { ServicePort } from '@/lib/domain/alias/alias'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { NetworkPolicy } from '@/lib/domain/egress/network-policy'
import type { ProbePlan } from '@/lib/domain/probe/probe-policy'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { Corefile } from '@/lib/domain/resolution/corefile'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { SearchOutcome } from '@/lib/domain/resolution/search-outcome'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import type { Fact } from './fact'

export interface CaseService {
  namespace: string
  name: string
  serviceName: string
  type: string
  /** As stored. */
  externalName: string | null
  /** Normalised, null for a Service that is no alias. */
  target: string | null
  ports: readonly ServicePort[]
  annotations: Readonly<Record<string, string>>
}

/** Whose lookups and connections are meant; without labels every pod of the namespace. */
export interface CaseClient {
  namespace: string
  labels: Record<string, string> | null
}

/** A lookup as a pod of the client's namespace does it. */
export interface PodView {
  /** As an application there writes it. */
  name: string
  asked: readonly { name: string; outcome: SearchOutcome }[]
  unaskedCount: number
  addresses: readonly string[]
  problem: string | null
}

export interface EgressFacts {
  policies: readonly NetworkPolicy[]
  /** Labels of the namespaces that rules may name, null where they could not be read. */
  dnsNamespaceLabels: Readonly<Record<string, string>> | null
  targetNamespaceLabels: Readonly<Record<string, string>> | null
  /** A pod of the cluster's DNS: its labels, and the port it listens at; null where none could be read. */
  dnsPod: { labels: Readonly<Record<string, string>>; port: number } | null
}

export interface ProbeFacts {
  plan: ProbePlan
  latest: ProbeResult | null
}

/** The last lines of one pod of the cluster's DNS, as they came. */
export interface PodLog {
  pod: string
  lines: readonly string[]
}

/** All that was found out about an alias and its way, step by step. `at` is ISO 8601. */
export interface CaseFacts {
  at: string
  elapsedMs: number
  /** The kubeconfig's name of the cluster, for lines to copy. */
  context: string
  clusterDomain: string
  isConsoleInCluster: boolean
  client: CaseClient
  /** As read just now, or as last seen when that failed. */
  service: CaseService
  serviceRead: Fact<'present' | 'gone'>
  answers: Fact<readonly VantageAnswer[]>
  history: readonly VerdictChange[]
  /** Where it leads inside this cluster; null for a target outside, or one not followed yet. */
  inCluster: NamespaceAliasPath | null
  podLookup: Fact<PodView>
  corefile: Fact<Corefile>
  egress: Fact<EgressFacts>
  probe: Fact<ProbeFacts>
  /** How many pods of the cluster's DNS are ready, of how many. */
  dnsPods: Fact<{ ready: number; total: number }>
  log: Fact<readonly PodLog[]>
}
