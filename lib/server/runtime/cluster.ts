import type { DnsFactsView } from '@/lib/contract/resolution'
import type { ClusterStatus } from '@/lib/contract/services'
import type { DnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod, type PodLookup } from '@/lib/dns/look-up-as-pod'
import type { AbsentVantage } from '@/lib/dns/vantages'
import type { Alias } from '@/lib/domain/alias/alias'
import type { NodeLocalDns } from '@/lib/domain/change/cut-over'
import type { DeliveryRef } from '@/lib/domain/change/delivery'
import type { Clock } from '@/lib/domain/clock'
import { consumerNames } from '@/lib/domain/consumer/consumer-names'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { readClusterAddresses } from '@/lib/kubernetes/cluster-addresses'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readSliceNames } from '@/lib/kubernetes/left-slices'
import { type WatchedNamespace, type WatchState, watchCluster } from '@/lib/kubernetes/watch-cluster'
import type { Prober } from '@/lib/probe/prober'
import type { GoneAliases } from '@/lib/server/change/gone-aliases'
import type { OutsideChanges } from '@/lib/server/change/outside-changes'
import { type RecordedChange, RecordIndex } from '@/lib/server/change/record-index'
import { ConsumerIndex } from '@/lib/server/consumers/consumer-index'
import { LeftSlices } from '@/lib/server/findings/left-slices'
import { KnownDeliveries } from '@/lib/server/groups/known-deliveries'
import { LoadBalancerIndex } from '@/lib/server/load-balancers/load-balancer-index'
import { createMonitor, type Monitor } from '@/lib/server/monitor/monitor'
import { SilentResolvers } from '@/lib/server/monitor/silent-resolvers'
import { NamespaceAliases } from '@/lib/server/namespace-aliases/namespace-aliases'
import { ClusterPolicy } from '@/lib/server/probes/cluster-policy'
import type { ProbingSettings } from '@/lib/server/probes/probing-settings'
import { TargetProbes } from '@/lib/server/probes/target-probes'
import { ReviewIndex, type ReviewIndexOptions } from '@/lib/server/review/review-index'
import { describeCluster, describeDns, readDomain } from './describe-cluster'
import type { OpenedCluster } from './open-cluster'

export interface ClusterOptions {
  opened: OpenedCluster
  dns: DnsClient
  clock: Clock
  random(): number
  onAliases(delta: { upserts: Alias[]; removes: (ServiceRef & { uid: string })[] }): void
  /** The aliases of the cluster as the watch shows them. */
  aliases(): Iterable<Alias>
  onState(): void
  /** What was changed without Signpost. */
  outside: OutsideChanges
  /** Looks what became of aliases that left the watch; closed with the cluster. */
  gone: GoneAliases
  /** Where records of changes lie when the console is installed in the cluster; null: each beside its Service. */
  consoleNamespace: string | null
  /** How often aliases are reviewed, the state that is shown of one, and whom to tell which have another one. */
  reviews: Pick<ReviewIndexOptions, 'cadence' | 'shown' | 'onStates'>
  /** Called with each step of a change that a record shows, whichever console made it; `isAtStart` for what was open when this one started. */
  onRecord(change: RecordedChange, isAtStart: boolean): void
  onAnswer(host: string, answers: VantageAnswer[]): void
  onAsked(answer: VantageAnswer): void
  /** Called when the watch of its Services was listed, connected, or failed. */
  onWatchStep(step: string): void
  prober: Prober
  probing: ProbingSettings
  /** Called when something was found out about an alias beside what DNS answers. */
  onJudged(ref: ServiceRef): void
  /** Called when the cluster's Corefile names another domain than the one the cluster was started with. */
  onOtherDomain(domain: string): void
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
  deliveries: KnownDeliveries
  /** What names its aliases, or goes past them. */
  consumers: ConsumerIndex
  /** EndpointSlices that an earlier type of an alias left. */
  leftSlices: LeftSlices
  /** Where its Services of type LoadBalancer are published. */
  loadBalancers: LoadBalancerIndex
  consoleNamespace: string | null
  records: RecordIndex
  /** Who signed off what. */
  reviews: ReviewIndex
  outside: OutsideChanges
  /** The vantages that there are not, and why. */
  absent: readonly AbsentVantage[]
  dnsFacts(): DnsFactsView
  nodeLocalDns(): NodeLocalDns
  /** A lookup as a pod of a namespace does it, asked of the cluster's DNS; null where there is no way to it. */
  lookUpAsPod: ((question: { name: string; namespace: string }, signal: AbortSignal) => Promise<PodLookup>) | null
  status(): ClusterStatus
  /** Every namespace as the watch shows it; none where the console may not list them. */
  namespaces(): WatchedNamespace[]
  /** The annotations of a namespace as the watch shows it; null where it does not. */
  namespaceAnnotations(namespace: string): Readonly<Record<string, string>> | null
  /** True while the cluster does not answer. */
  isAway(): boolean
  stop(): Promise<void>
}

export function startCluster(options: ClusterOptions): Cluster {
  const { opened, clock, random } = options
  const { access, clusterDomain, console, corefile, vantages } = opened
  const silent = new SilentResolvers({ vantages, client: options.dns, clock, onChange: options.onState })
  const monitor = createMonitor({
    vantages,
    client: options.dns,
    clock,
    random,
    clusterDomain,
    onAnswer: options.onAnswer,
    onAsked: (answer) => {
      silent.noteAnswer(answer)
      options.onAsked(answer)
    },
  })
  // The questions of thousands of hosts would slow down the list that names them.
  monitor.holdBack()
  const { probes, namespaceAliases, deliveries } = startChecks(options, console, monitor)
  const { consoleNamespace } = options
  const records = new RecordIndex({
    ...{ cluster: access.id, client: console, consoleNamespace, clock, random },
    onEntry: (change) => options.onRecord(change, false),
    onListed: () => {
      for (const change of records.open()) options.onRecord(change, true)
    },
  })
  const reviews = new ReviewIndex({
    ...{ client: console, consoleNamespace, clock, random, aliases: options.aliases },
    ...options.reviews,
  })
  const consumers = new ConsumerIndex({
    ...{ client: console, clock, random },
    names: () => consumerNames(options.aliases(), clusterDomain),
    namespaces: () => [...new Set([...options.aliases()].map(({ namespace }) => namespace))],
  })
  const leftSlices = new LeftSlices({
    ...{ clock, random, aliases: options.aliases, onChange: options.onJudged },
    read: (question) => readSliceNames(console, question),
  })
  const loadBalancers = new LoadBalancerIndex({
    ...{ client: console, cluster: access.id, clock, random },
    read: (namespace, service) => readAliasedService(console, namespace, service),
  })
  let state: WatchState = { state: 'connecting', why: null }
  let told = readDomain(opened).clusterDomainSource
  corefile.onDomain = (domain) => {
    if (!opened.isDomainGiven && domain !== clusterDomain) options.onOtherDomain(domain)
    const { clusterDomainSource } = readDomain(opened)
    if (clusterDomainSource === told) return
    told = clusterDomainSource
    options.onState()
  }
  const watch = watchCluster({
    client: console,
    clusterId: access.id,
    clock,
    random,
    onStep: options.onWatchStep,
    onAliases: (delta) => {
      for (const checks of [probes, namespaceAliases]) {
        for (const ref of delta.removes) checks.untrack(ref)
        for (const alias of delta.upserts) checks.track(alias)
      }
      options.onAliases(delta)
    },
    onState: (next) => {
      followAlong([records, reviews, loadBalancers], state, next)
      if (next.state === 'live') {
        consumers.start()
        leftSlices.start()
      }
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
    deliveries,
    consumers,
    leftSlices,
    loadBalancers,
    consoleNamespace,
    records,
    reviews,
    outside: options.outside,
    absent: opened.absent,
    dnsFacts: () => describeDns(opened),
    nodeLocalDns: () => corefile.nodeLocalDns,
    lookUpAsPod: podLookup(options),
    status: () => describeCluster(opened, state, silent.current()),
    namespaces: watch.namespaces,
    namespaceAnnotations: watch.namespaceAnnotations,
    isAway: () => state.state === 'stale' || (state.state === 'connecting' && state.why !== null),
    stop: async () => {
      await Promise.all([
        watch.stop(),
        records.close(),
        reviews.close(),
        loadBalancers.close(),
        options.gone.close(),
        consumers.close(),
        leftSlices.close(),
      ])
      probes.close()
      await Promise.all([namespaceAliases.close(), deliveries.close()])
      await monitor.close()
      silent.close()
      for (const vantage of vantages) for (const resolver of vantage.resolvers) options.dns.forget(resolver)
      await opened.close()
    },
  }
}

type Follower = Pick<RecordIndex | ReviewIndex | LoadBalancerIndex, 'start' | 'nudge'>

// The list of aliases comes first; after a silence the others are followed again as soon as they are.
function followAlong(all: readonly Follower[], before: WatchState, next: WatchState): void {
  for (const follower of all) {
    if (before.state === 'stale' && next.state === 'live') follower.nudge(Date.parse(before.since))
    if (next.state === 'live' || next.state === 'denied') follower.start()
  }
}

// Of the five seconds that a look at a host has, so that a connection can be tried as well.
const askMs = 2_000

/** What is looked into beside DNS: who answers at a target, where aliases of Services in this cluster lead, and what delivers a group. */
function startChecks(options: ClusterOptions, console: KubeClient, monitor: Monitor) {
  const { opened, clock, random, prober, probing, onJudged } = options
  const { access, clusterDomain } = opened
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
    askAddresses: async (host) => addressesHere(await monitor.askTarget(host, askMs), access.inCluster),
    onResult: onJudged,
  })
  const namespaceAliases = new NamespaceAliases({
    clock,
    random,
    clusterDomain,
    read: (namespace, service) => readAliasedService(console, namespace, service),
    onPath: onJudged,
  })
  const read = (ref: DeliveryRef) => readDelivery(console, ref)
  const deliveries = new KnownDeliveries({ clock, random, read, onChange: onJudged })
  return { probes, namespaceAliases, deliveries }
}

// The console connects from where it runs: the view from there counts, the other one where there is none.
function addressesHere(answers: readonly VantageAnswer[], inCluster: boolean): readonly string[] {
  const here = answers.find(({ vantage }) => vantage === (inCluster ? 'cluster' : 'outside'))
  const shown = here ?? answers[0]
  return shown?.addresses ?? []
}

function podLookup({ dns, opened: { vantages, clusterDomain } }: ClusterOptions): Cluster['lookUpAsPod'] {
  const resolver = vantages.find(({ name }) => name === 'cluster')?.resolvers[0]
  if (resolver === undefined) return null
  return (question, signal) =>
    lookUpAsPod(dns, resolver, { ...question, clusterDomain }, { evenIfSilent: true, signal })
}
