import type { ClusterStatus } from '@/lib/contract/services'
import type { DnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod, type PodLookup } from '@/lib/dns/look-up-as-pod'
import type { Vantage } from '@/lib/dns/vantages'
import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { type WatchState, watchCluster } from '@/lib/kubernetes/watch-cluster'
import { createMonitor, type Monitor } from '@/lib/server/monitor/monitor'
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
}

/** One configured cluster while the console runs: the console identity's client, the watch, and the monitor of the hosts its aliases point at. */
export interface Cluster {
  id: string
  access: ClusterAccess
  clusterDomain: string
  console: KubeClient
  monitor: Monitor
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
  let state: WatchState = { state: 'connecting', why: null }
  const watch = watchCluster({
    client: console,
    clusterId: access.id,
    clock,
    random,
    onAliases: options.onAliases,
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
    lookUpAsPod: podLookup(options),
    status: () => describeState(access, state),
    isAway: () => state.state === 'stale',
    stop: async () => {
      await watch.stop()
      await monitor.close()
      await console.close()
    },
  }
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
