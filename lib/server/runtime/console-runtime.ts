import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus } from '@/lib/contract/services'
import { createDnsClient, type DnsClient } from '@/lib/dns/dns-client'
import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import type { Finding } from '@/lib/domain/finding/finding'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { type KubeconfigReport, readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { readAlias } from '@/lib/kubernetes/read-alias'
import { createProber, type Prober } from '@/lib/probe/prober'
import { AccessControl } from '@/lib/server/access/access-control'
import { AskLimit } from '@/lib/server/access/ask-limit'
import { Viewers } from '@/lib/server/access/viewers'
import { outcomeEvent, refusalEvent } from '@/lib/server/change/attempt-event'
import { attemptListener } from '@/lib/server/change/attempt-listener'
import { type ChangeEngine, createChangeEngine } from '@/lib/server/change/change-engine'
import { ChangeEvents } from '@/lib/server/change/change-events'
import { ChangeFeed } from '@/lib/server/change/change-feed'
import { changeLogLine, refusalLogLine } from '@/lib/server/change/change-log-line'
import { GoneAliases } from '@/lib/server/change/gone-aliases'
import { OutsideChanges } from '@/lib/server/change/outside-changes'
import { Inventory, type InventoryDelta } from '@/lib/server/inventory/inventory'
import { SeverityHistory } from '@/lib/server/inventory/severity-history'
import { AliasListeners } from '@/lib/server/live/alias-listeners'
import { LiveHub } from '@/lib/server/live/live-hub'
import type { AliasReading } from '@/lib/server/metrics/alias-series'
import { ConsoleMetrics } from '@/lib/server/metrics/console-metrics'
import { type ProbingSettings, readProbingSettings } from '@/lib/server/probes/probing-settings'
import type { Settings } from '@/lib/server/settings/settings'
import { type Cluster, startCluster } from './cluster'
import { type OpenedCluster, openCluster } from './open-cluster'
import { findingsOf, probedTarget } from './target-facts'

const kubeconfigPollMs = 3000

export interface RuntimeOptions {
  settings: Settings
  env: Record<string, string | undefined>
  clock: Clock
  random(): number
  /** Called when a cluster's first list is in. */
  onSynced?(): void
  /** Takes one line of the log, without its end. */
  log?(line: string): void
}

/**
 * The running console: one object per process. It reads the kubeconfig, watches each configured cluster, and starts anew what the kubeconfig
 * changes, so that a missing or broken file heals by itself.
 */
export class ConsoleRuntime {
  readonly settings: Settings
  readonly clock: Clock
  readonly live: LiveHub
  readonly access: AccessControl
  readonly asks: AskLimit
  readonly viewers: Viewers
  readonly inventory: Inventory
  readonly severityHistory: SeverityHistory
  readonly changes: ChangeEngine
  readonly metrics: ConsoleMetrics
  readonly #options: RuntimeOptions
  readonly #dns: DnsClient
  readonly #prober: Prober
  readonly #probing: ProbingSettings
  readonly #aliasListeners = new AliasListeners()
  readonly #feed: ChangeFeed
  readonly #events: ChangeEvents
  readonly #clusters = new Map<string, Cluster>()
  #report: KubeconfigReport | null = null
  #fingerprint = ''
  #cancelPoll: (() => void) | null = null
  #closed = false

  constructor(options: RuntimeOptions) {
    const { settings, clock } = options
    this.#options = options
    this.settings = settings
    this.clock = clock
    this.live = new LiveHub(clock)
    this.access = new AccessControl(clock, (cluster) => this.#clusters.get(cluster)?.isAway() ?? true)
    this.asks = new AskLimit(settings.SIGNPOST_ASK_LIMIT, clock)
    this.#dns = createDnsClient({ clock, randomId: () => randomInt(0, 65_536) })
    this.#probing = readProbingSettings(settings)
    this.#prober = createProber({ clock, random: options.random })
    this.inventory = new Inventory({
      domainsOf: (cluster) => ({
        clusterDomain: this.clusterDomain(cluster),
        ownDomains: settings.SIGNPOST_OWN_DOMAINS,
        otherClusterDomains: settings.SIGNPOST_OTHER_CLUSTER_DOMAINS,
      }),
      answersOf: (cluster, host) => this.#clusters.get(cluster)?.monitor.answers(host) ?? [],
      worstFindingOf: (alias) => worstOf(this.findings(alias)),
      onDelta: (delta, cause) => {
        if (cause === 'watch') this.#followDeliveries(delta)
        this.live.rows(delta, cause === 'watch')
      },
      onHostChange: (cluster, previous, next) => {
        const monitor = this.#clusters.get(cluster)?.monitor
        if (previous !== null) monitor?.untrack(previous)
        if (next !== null) monitor?.track(next)
      },
    })
    this.severityHistory = new SeverityHistory({
      clock,
      rows: () => this.inventory.rows(),
      clusters: () => this.clusters().flatMap((cluster) => (this.#isSynced(cluster) ? cluster.id : [])),
    })
    this.viewers = new Viewers({
      mode: settings.SIGNPOST_AUTH,
      clock,
      clusters: () => [...this.#clusters.values()],
      kubeconfigUser: () => this.#report?.clusters[0]?.userName ?? null,
    })
    this.#events = new ChangeEvents({
      clientOf: (cluster) => this.#clusters.get(cluster)?.console ?? null,
      uidOf: (ref) => this.inventory.alias(ref)?.uid ?? null,
      clock,
      instance: hostname(),
      onDone: (cluster, result) => this.metrics.countEvent(cluster, result),
    })
    this.#feed = new ChangeFeed([
      (change) => this.live.change(change),
      attemptListener((change, outcome) => {
        options.log?.(changeLogLine(change, outcome))
        this.#events.write(outcomeEvent(change, outcome))
      }),
    ])
    this.changes = createChangeEngine({
      cluster: (id) => this.#clusterForChanges(id),
      clock,
      soakMs: settings.SIGNPOST_SOAK * 1000,
      publish: this.#feed.tell,
      refused: (attempt) => {
        options.log?.(refusalLogLine(attempt))
        this.#events.write(refusalEvent(attempt))
      },
    })
    this.metrics = new ConsoleMetrics({
      rows: () => this.inventory.rows(),
      reading: (row) => this.#reading(row),
      clusters: () =>
        this.clusters().map(({ status, monitor, probes }) => ({
          status: status(),
          monitor: monitor.stats(),
          probes: probes.stats(),
        })),
      prober: () => this.#prober.load(),
      streams: () => this.live.subscriberCount,
    })
  }

  /** Begins in the background; what fails is told by `clusters()` and `problem`, never thrown. */
  start(): void {
    void this.#poll()
    this.severityHistory.start()
  }

  /** Why there is no cluster to show, null when there is one. */
  get problem(): string | null {
    if (this.#report === null) return 'The kubeconfig is being read.'
    return this.#report.problem
  }

  cluster(id: string): Cluster | null {
    return this.#clusters.get(id) ?? null
  }

  clusters(): Cluster[] {
    return [...this.#clusters.values()]
  }

  /** The domain of a cluster's own names; the usual one for a cluster that is not there. */
  clusterDomain(id: string): string {
    return this.#clusters.get(id)?.clusterDomain ?? 'cluster.local'
  }

  statuses(): ClusterStatus[] {
    return this.clusters().map((cluster) => cluster.status())
  }

  /** What the rules say of an alias, worst first. */
  findings(alias: Alias): Finding[] {
    const cluster = this.#clusters.get(alias.cluster)
    return cluster === undefined ? [] : findingsOf(cluster, alias, this.clock.now())
  }

  /** Null when ready; else the cause: the first sync of some cluster, or the kubeconfig. */
  notReadyBecause(): string | null {
    if (this.#report === null) return 'the kubeconfig is being read'
    if (this.#clusters.size === 0) return this.#report.problem ?? 'no cluster is configured'
    const waiting = this.clusters().filter((cluster) => !this.#isSynced(cluster))
    return waiting.length === 0 ? null : waiting.map((cluster) => describeWaiting(cluster.status())).join('; ')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#cancelPoll?.()
    this.severityHistory.close()
    this.live.close()
    await this.changes.close()
    await this.#events.close()
    await Promise.all(this.clusters().map((cluster) => cluster.stop()))
    await this.viewers.close()
    this.#prober.close()
    await this.#dns.close()
  }

  readonly #synced = new Set<string>()
  /** The domains that Corefiles named, for clusters started anew. */
  readonly #domains = new Map<string, string>()

  #isSynced(cluster: Cluster): boolean {
    if (cluster.status().state === 'live') this.#synced.add(cluster.id)
    return this.#synced.has(cluster.id)
  }

  #noteSync(id: string): void {
    const cluster = this.#clusters.get(id)
    if (cluster === undefined || this.#synced.has(id) || !this.#isSynced(cluster)) return
    this.#options.onSynced?.()
  }

  async #poll(): Promise<void> {
    if (this.#closed) return
    const report = await readKubeconfig({ env: this.#options.env, contexts: this.settings.SIGNPOST_CONTEXTS ?? null })
    if (this.#closed) return
    const fingerprint = JSON.stringify([report.fingerprint, report.problem])
    if (fingerprint !== this.#fingerprint) {
      this.#fingerprint = fingerprint
      await this.#restart(report)
    }
    this.#cancelPoll = this.clock.after(kubeconfigPollMs, () => void this.#poll())
  }

  async #restart(report: KubeconfigReport): Promise<void> {
    const opened = await Promise.all(report.clusters.map((access, index) => this.#open(access, index === 0)))
    if (this.#closed) {
      await Promise.all(opened.map((cluster) => cluster.close()))
      return
    }
    this.#report = report
    const gone = this.clusters()
    this.#clusters.clear()
    this.#synced.clear()
    this.viewers.forgetClients()
    await Promise.all(gone.map((cluster) => cluster.stop()))
    this.inventory.clear()
    this.severityHistory.clear()
    if (this.#closed) {
      await Promise.all(opened.map((cluster) => cluster.close()))
      return
    }
    for (const each of opened) this.#clusters.set(each.access.id, this.#startCluster(each))
    this.live.clusters(this.statuses())
    if (gone.length > 0) this.live.resyncAll('the kubeconfig changed')
  }

  #open(access: ClusterAccess, isFirst: boolean): Promise<OpenedCluster> {
    const { settings, clock, random } = this.#options
    return openCluster({
      access,
      clusterDomain: settings.SIGNPOST_CLUSTER_DOMAIN ?? null,
      knownDomain: this.#domains.get(access.id) ?? null,
      clusterDns: isFirst ? (settings.SIGNPOST_CLUSTER_DNS ?? null) : null,
      resolvers: settings.SIGNPOST_RESOLVERS ?? null,
      clock,
      random,
    })
  }

  #startCluster(opened: OpenedCluster): Cluster {
    const { clock, random } = this.#options
    const { access } = opened
    const outside = new OutsideChanges((change) => this.#feed.tell(change, 'watch'))
    const gone = new GoneAliases({
      clock,
      read: (ref) => readAlias(opened.console, ref),
      onFate: (previous, fate) => outside.gone(previous, fate, clock.now()),
    })
    return startCluster({
      outside,
      gone,
      opened,
      dns: this.#dns,
      clock,
      random,
      onAliases: ({ upserts, removes }) => {
        for (const ref of removes) {
          const alias = this.inventory.alias(ref)
          if (alias?.uid === ref.uid) gone.see(alias)
        }
        const isStart = !this.#synced.has(access.id)
        for (const alias of upserts) outside.see(this.inventory.alias(alias), alias, isStart)
        this.inventory.apply(upserts, removes)
        for (const ref of removes) this.#aliasListeners.notify(ref, null)
        for (const alias of upserts) this.#aliasListeners.notify(alias, alias)
      },
      onState: () => {
        this.live.clusters(this.statuses())
        this.#noteSync(access.id)
      },
      onAnswer: (host) => this.inventory.hostAnswered(access.id, host),
      onAsked: (answer) => this.metrics.observe(access.id, answer),
      prober: this.#prober,
      probing: this.#probing,
      onJudged: (ref) => this.inventory.judgedAnew(ref),
      consoleNamespace: this.settings.SIGNPOST_NAMESPACE ?? (access.inCluster ? access.namespace : null),
      onRecord: ({ ref, entry }, isAtStart) => this.changes.sawRecord(ref, [entry], isAtStart),
      onOtherDomain: (domain) => {
        this.#domains.set(access.id, domain)
        // Names, chains and rows were made with the other one: all of them are made anew at the next look.
        this.#fingerprint = ''
      },
    })
  }

  // Whether an alias is the active one of a group depends on its siblings: its row says it.
  #followDeliveries({ upserts, removes }: InventoryDelta): void {
    for (const ref of removes) this.#clusters.get(ref.cluster)?.deliveries.untrack(ref)
    for (const row of upserts) {
      const alias = row.group?.role === 'active' ? this.inventory.alias(row) : null
      const deliveries = this.#clusters.get(row.cluster)?.deliveries
      if (alias === null) deliveries?.untrack(row)
      else deliveries?.track(alias)
    }
  }

  #reading(row: Row): AliasReading {
    const cluster = this.#clusters.get(row.cluster)
    const answers = row.target === null ? [] : (cluster?.monitor.answers(row.target) ?? [])
    const probe = cluster?.probes.reading(row)?.latest ?? null
    return { row, answers, probe, path: cluster?.namespaceAliases.path(row) ?? null }
  }

  #clusterForChanges(id: string) {
    const cluster = this.#clusters.get(id)
    if (cluster === undefined) return null
    return {
      id,
      clusterDomain: cluster.clusterDomain,
      consoleNamespace: cluster.consoleNamespace,
      console: cluster.console,
      monitor: cluster.monitor,
      cutOverFacts: () => ({
        dns: cluster.dnsFacts(),
        nodeLocalDns: cluster.nodeLocalDns(),
        settings: {
          clientCacheSeconds: this.settings.SIGNPOST_CLIENT_CACHE ?? null,
          poolLifetimeSeconds: this.settings.SIGNPOST_POOL_LIFETIME ?? null,
        },
      }),
      probe: async (ref: ServiceRef) => {
        await cluster.probes.probeNow(ref)
        return probedTarget(cluster, ref, this.clock.now())
      },
      findAlias: (namespace: string, name: string) => this.inventory.alias({ cluster: id, namespace, name }),
      namespaceAnnotations: cluster.namespaceAnnotations,
      claimants: (namespace: string, group: string) =>
        this.inventory.claimants({ cluster: id, namespace, name: group }),
      onAlias: this.#aliasListeners.add,
    }
  }
}

// What is not known is no worse than what is.
function worstOf(findings: readonly Finding[]): Row['finding'] {
  const worst = findings.find(({ severity }) => severity !== 'unknown') ?? findings[0]
  return worst === undefined ? null : { code: worst.code, severity: worst.severity }
}

function describeWaiting(status: ClusterStatus): string {
  return `cluster ${status.name} is ${status.state}${status.why ? `: ${status.why}` : ''}`
}
