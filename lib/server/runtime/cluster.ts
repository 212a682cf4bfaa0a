import type { ClusterStatus } from '@/lib/contract/services'
import type { DnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod, type PodLookup } from '@/lib/dns/look-up-as-pod'
import type { Vantage } from '@/lib/dns/vantages'
import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { readClusterAddresses } from '@/lib/kubernetes/cluster-addresses'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { type WatchState, watchCluster } from '@/lib/kubernetes/watch-cluster'
import type { Prober } from '@/lib/probe/prober'
import { createMonitor, type Monitor } from '@/lib/server/monitor/monitor'
import { NamespaceAliases } from '@/lib/server/namespace-aliases/namespace-aliases'
import { ClusterPolicy } from '@/lib/server/probes/cluster-policy'
import type { ProbingSettings } from '@/lib/server/probes/probing-settings'
import { TargetProbes } from '@/lib/server/probes/target-probes'
import { userAgent } from './version'

export interface ClusterOptions {
  access: ClusterAccess
  clusterDomain: string
  vantages: Vantage[]
  dns: DnsClient
  clock: Clock
  random(): number
  onAliases(delta: { upserts: Alias[]; removes: (ServiceRef & { uid: string })[] }): void
  onState(): void
  onAnswer(host: string, answers: VantageAnswer[]): void
  onAsked(answer: VantageAnswer): void
  prober: Prober
  probing: ProbingSettings
  /** Called when something was found out about an alias beside what DNS answers. */
  onJudged(ref: ServiceRef): void
}

/** One configured cluster while the console runs: the console identity's client, the watch, and the monitor of the hosts its aliases point at. */
export interface Cluster {
  id: string
  access: ClusterAccess
  clusterDomain: string
  console: KubeClient
  monitor: Monitor
  probes: TargetProbes
  namespaceAliases: NamespaceAliases
  /** A lookup as a pod of a namespace does it, asked of the cluster's DNS; null where there is no way to it. */
  lookUpAsPod: ((question: { name: string; namespace: string }, signal: AbortSignal) => Promise<PodLookup>) | null
  status(): ClusterStatus
  /** True while the cluster does not answer. */
  isAway(): boolean
  stop(): Promise<void>
}

export function startCluster(options: ClusterOptions): Cluster {
  const { access, clock, random, clusterDomain } = options
  const console = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent })
  const monitor = createMonitor({
    vantages: options.vantages,
    client: options.dns,
    clock,
    random,
    clusterDomain,
    onAnswer: options.onAnswer,
    onAsked: options.onAsked,
  })
  // The questions of thousands of hosts would slow down the list that names them.
  monitor.holdBack()
  const { probes, namespaceAliases } = startChecks(options, console, monitor)
  let state: WatchState = { state: 'connecting', why: null }
  const watch = watchCluster({
    client: console,
    clusterId: access.id,
    clock,
    random,
    onAliases: (delta) => {
      for (const checks of [probes, namespaceAliases]) {
        for (const ref of delta.removes) checks.untrack(ref)
        for (const alias of delta.upserts) checks.track(alias)
      }
      options.onAliases(delta)
    },
    onState: (next) => {
      state = next
      if (next.state !== 'connecting' || next.why !== null) monitor.goOn()
      options.onState()
    },
  })
  return {
    id: access.id,
    access,
    clusterDomain,
    console,
    monitor,
    probes,
    namespaceAliases,
    lookUpAsPod: podLookup(options),
    status: () => describeState(access, state),
    isAway: () => state.state === 'stale',
    stop: async () => {
      await watch.stop()
      probes.close()
      await namespaceAliases.close()
      await monitor.close()
      await console.close()
    },
  }
}

/** What is looked into beside DNS: who answers at a target, and where aliases of Services in this cluster lead. */
function startChecks(options: ClusterOptions, console: KubeClient, monitor: Monitor) {
  const { access, clock, random, clusterDomain, prober, probing, onJudged } = options
  const policy = new ClusterPolicy({
    clock,
    read: () => readClusterAddresses(console, access.server),
    reserved: probing.reserved,
    allowPrivate: probing.allowPrivate,
  })
  const probes = new TargetProbes({
    prober,
    clock,
    random,
    clusterDomain,
    settings: probing,
    policy: () => policy.current(),
    caBundle: probing.caBundle,
    addressesOf: (host) => addressesHere(monitor.answers(host), access.inCluster),
    onResult: onJudged,
  })
  const namespaceAliases = new NamespaceAliases({
    clock,
    random,
    clusterDomain,
    read: (namespace, service) => readAliasedService(console, namespace, service),
    onPath: onJudged,
  })
  return { probes, namespaceAliases }
}

// The console connects from where it runs: the view from there counts, the other one where there is none.
function addressesHere(answers: readonly VantageAnswer[], inCluster: boolean): readonly string[] {
  const here = answers.find(({ vantage }) => vantage === (inCluster ? 'cluster' : 'outside'))
  const shown = here ?? answers[0]
  return shown?.addresses ?? []
}

function podLookup({ dns, vantages, clusterDomain }: ClusterOptions): Cluster['lookUpAsPod'] {
  const resolver = vantages.find(({ name }) => name === 'cluster')?.resolvers[0]
  if (resolver === undefined) return null
  return (question, signal) =>
    lookUpAsPod(dns, resolver, { ...question, clusterDomain }, { evenIfSilent: true, signal })
}

function describeState(access: ClusterAccess, state: WatchState): ClusterStatus {
  const named = { name: access.id, label: access.label }
  switch (state.state) {
    case 'live':
      return { ...named, state: 'live' }
    case 'connecting':
      return { ...named, state: 'connecting', ...(state.why === null ? {} : { why: state.why }) }
    case 'stale':
      return { ...named, state: 'stale', since: state.since, why: state.why }
    case 'denied':
      return { ...named, state: 'denied', why: `May not ${state.verb} ${state.resource}: ${state.why}` }
  }
}
