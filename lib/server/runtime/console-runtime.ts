import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus } from '@/lib/contract/services'
import { createDnsClient, type DnsClient } from '@/lib/dns/dns-client'
import type { Alias } from '@/lib/domain/alias/alias'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { Clock } from '@/lib/domain/clock'
import type { Finding } from '@/lib/domain/finding/finding'
import type { LoadReading } from '@/lib/domain/load/judge-load'
import { TeamDirectory } from '@/lib/domain/review/team-directory'
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
import { GoneAliases } from '@/lib/server/change/gone-aliases'
import { logAttempt, logRefusal } from '@/lib/server/change/log-attempt'
import { OutsideChanges } from '@/lib/server/change/outside-changes'
import { createRecordStore } from '@/lib/server/change/record-store'
import { weightyFindings } from '@/lib/server/findings/weighty-findings'
import { Inventory, type InventoryDelta } from '@/lib/server/inventory/inventory'
import { SeverityHistory } from '@/lib/server/inventory/severity-history'
import { AliasListeners } from '@/lib/server/live/alias-listeners'
import { LiveHub } from '@/lib/server/live/live-hub'
import { LoadGuard } from '@/lib/server/load/load-guard'
import type { Log } from '@/lib/server/log/log'
import type { AliasReading } from '@/lib/server/metrics/alias-series'
import { ConsoleMetrics } from '@/lib/server/metrics/console-metrics'
import { createMigrations, type Migrations } from '@/lib/server/migration/migrations'
import { countProbes } from '@/lib/server/probes/count-probes'
import { type ProbingSettings, readProbingSettings } from '@/lib/server/probes/probing-settings'
import { type Config, defaultConfig } from '@/lib/server/settings/config'
import type { Settings } from '@/lib/server/settings/settings'
import { readSignInSettings } from '@/lib/server/settings/sign-in-settings'
import { SignIn } from '@/lib/server/sign-in/sign-in'
import { type Cluster, startCluster } from './cluster'
import { clusterForChanges } from './cluster-for-changes'
import { ClusterLog } from './cluster-log'
import type { OpenedCluster } from './open-cluster'
import { RunningClusters } from './running-clusters'
import { findingsOf } from './target-facts'

const rowsMadeAtOnce = 200

export interface RuntimeOptions {
  settings: Settings
  /** What the file of `SIGNPOST_CONFIG` says; without one the defaults. */
  config?: Config
  env: Record<string, string | undefined>
  clock: Clock
  random(): number
  /** Called when a cluster's first list is in. */
  onSynced?(): void
  log?: Log
  /** What the process measures of itself; without it no load is shed. */
  readLoad?(): LoadReading
  /** Until when the certificate holds that the console is served with; null without TLS. */
  certificateValidUntilMs?(): number | null
}

/**
 * The running console: one object per process, which joins the clusters that the kubeconfig names to the inventory, the changes and whoever
 * looks at them.
 */
export class ConsoleRuntime {
  readonly settings: Settings
  readonly config: Config
  readonly teams: TeamDirectory
  readonly clock: Clock
  readonly log: Log
  readonly live: LiveHub
  readonly access: AccessControl
  readonly asks: AskLimit
  readonly viewers: Viewers
  readonly signIn: SignIn
  readonly inventory: Inventory
  readonly severityHistory: SeverityHistory
  readonly changes: ChangeEngine
  readonly migrations: Migrations
  readonly metrics: ConsoleMetrics
  readonly load: LoadGuard
  readonly #options: RuntimeOptions
  readonly #dns: DnsClient
  readonly #prober: Prober
  readonly #probing: ProbingSettings
  readonly #aliasListeners = new AliasListeners()
  readonly #feed: ChangeFeed
  readonly #events: ChangeEvents
  readonly #clusters: RunningClusters
  readonly #clusterLog: ClusterLog
  #closed = false

  constructor(options: RuntimeOptions) {
    const { settings, clock } = options
    this.#options = options
    this.settings = settings
    this.config = options.config ?? defaultConfig
    this.teams = new TeamDirectory(this.config.teams)
    this.clock = clock
    this.log = options.log ?? (() => undefined)
    this.#clusterLog = new ClusterLog(this.log, clock)
    this.live = new LiveHub(clock, (ref) => this.inventory.row(ref))
    this.#clusters = new RunningClusters({
      ...{ settings, configured: this.config.clusters, env: options.env, clock, random: options.random },
      start: (opened) => this.#startCluster(opened),
      onVoid: () => this.viewers.forgetClients(),
      onEmptied: () => {
        this.inventory.clear()
        this.severityHistory.clear()
      },
      onStarted: (isAnew) => {
        this.#clusterLog.begin(this.statuses(), this.problem)
        this.live.clusters(this.statuses())
        if (isAnew) this.live.resyncAll('the kubeconfig changed')
      },
      onSynced: () => {
        this.#makeRows()
        options.onSynced?.()
      },
    })
    this.access = new AccessControl({
      clock,
      isAway: (cluster) => this.#clusters.get(cluster)?.isAway() ?? true,
      isReadOnly: settings.SIGNPOST_READ_ONLY,
    })
    this.asks = new AskLimit(settings.SIGNPOST_ASK_LIMIT, clock)
    this.#dns = createDnsClient({ clock, randomId: () => randomInt(0, 65_536) })
    this.#probing = readProbingSettings(settings)
    const prober = createProber({ clock, random: options.random })
    this.#prober = countProbes(prober, (result) => this.metrics.countProbe(result))
    this.inventory = new Inventory({
      domainsOf: (cluster) => this.domainsOf(cluster),
      answersOf: (cluster, host) => this.#clusters.get(cluster)?.monitor.answers(host) ?? [],
      worstFindingOf: (alias) => worstOf(this.#weighty(alias)),
      reviewStateOf: (alias) => this.#clusters.get(alias.cluster)?.reviews.judge(alias)?.state ?? null,
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
      clusters: () => this.clusters().flatMap((cluster) => (this.#clusters.isSynced(cluster) ? cluster.id : [])),
    })
    this.viewers = new Viewers({
      clock,
      clusters: () => this.clusters(),
      kubeconfigUser: () => this.#clusters.userName,
    })
    this.signIn = new SignIn({
      ...{ settings: readSignInSettings(settings), caBundle: this.#probing.caBundle, env: options.env, clock },
      viewers: this.viewers,
      log: this.log,
      count: (result) => this.metrics.countSignIn(result),
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
        logAttempt(this.log, change, outcome)
        this.metrics.countChange(change.service.cluster, change.kind, change.state)
        this.#events.write(outcomeEvent(change, outcome))
      }),
    ])
    const { inventory, access } = this
    const surroundings = { settings, clock, inventory, access, aliasListeners: this.#aliasListeners }
    const forChanges = (id: string) => {
      const cluster = this.#clusters.get(id)
      return cluster && clusterForChanges(cluster, surroundings)
    }
    this.changes = createChangeEngine({
      cluster: forChanges,
      clock,
      soakMs: settings.SIGNPOST_SOAK * 1000,
      isReadOnly: settings.SIGNPOST_READ_ONLY,
      publish: this.#feed.tell,
      refused: (attempt) => {
        logRefusal(this.log, attempt)
        this.metrics.countChange(attempt.service.cluster, attempt.kind, `refused-${attempt.refusal.cause}`)
        this.#events.write(refusalEvent(attempt))
      },
    })
    this.migrations = createMigrations({ cluster: forChanges, engine: this.changes, store: createRecordStore(), clock })
    this.load = new LoadGuard({
      limits: { memoryPercent: settings.SIGNPOST_SHED_MEMORY, delayMs: settings.SIGNPOST_SHED_DELAY },
      ...{ clock, log: this.log, read: options.readLoad ?? null },
    })
    this.metrics = new ConsoleMetrics({
      load: this.load,
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
      certificateValidUntilMs: () => options.certificateValidUntilMs?.() ?? null,
    })
  }

  /** Begins in the background; what fails is told by `clusters()` and `problem`, never thrown. */
  start(): void {
    this.#clusters.begin()
    this.severityHistory.start()
    this.load.start()
  }

  /** Why there is no cluster to show, null when there is one. */
  get problem(): string | null {
    return this.#clusters.problem
  }

  cluster(id: string): Cluster | null {
    return this.#clusters.get(id)
  }

  clusters(): Cluster[] {
    return this.#clusters.all()
  }

  /** The domain of a cluster's own names; the usual one for a cluster that is not there. */
  clusterDomain(id: string): string {
    return this.#clusters.get(id)?.clusterDomain ?? 'cluster.local'
  }

  /** The domains by which the use case of an alias in a cluster is told. */
  domainsOf(cluster: string): UseCaseSettings {
    return {
      clusterDomain: this.clusterDomain(cluster),
      ownDomains: this.settings.SIGNPOST_OWN_DOMAINS,
      otherClusterDomains: this.settings.SIGNPOST_OTHER_CLUSTER_DOMAINS,
    }
  }

  statuses(): ClusterStatus[] {
    return this.#clusters.statuses()
  }

  /** What was found out about the target of an alias, worst first. */
  findings(alias: Alias): Finding[] {
    const cluster = this.#clusters.get(alias.cluster)
    return cluster === null ? [] : findingsOf(cluster, alias, this.clock.now())
  }

  #weighty(alias: Alias): Finding[] {
    const cluster = this.#clusters.get(alias.cluster)
    return cluster === null ? [] : weightyFindings(cluster, alias, this.clock.now())
  }

  /** Null when ready; else the cause: the first sync of some cluster, or the kubeconfig. */
  notReadyBecause(): string | null {
    return this.#clusters.notReadyBecause()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#clusters.end()
    this.load.stop()
    this.severityHistory.close()
    this.live.close()
    await this.changes.close()
    await this.#events.close()
    await this.#clusters.stop()
    await this.viewers.close()
    await this.signIn.close()
    this.#prober.close()
    await this.#dns.close()
  }

  #startCluster(opened: OpenedCluster): Cluster {
    const { clock, random } = this.#options
    const { access } = opened
    const outside = new OutsideChanges((change) => this.#feed.tell(change, 'watch'))
    const gone = new GoneAliases({
      clock,
      read: (ref) => readAlias(opened.console, ref),
      isOurs: (alias) => this.changes.hasDeleted(alias, alias.uid),
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
        const isStart = !this.#clusters.wasSynced(access.id)
        for (const alias of upserts) outside.see(this.inventory.alias(alias), alias, isStart)
        this.inventory.apply(upserts, removes)
        for (const ref of removes) this.#aliasListeners.notify(ref, null)
        for (const alias of upserts) this.#aliasListeners.notify(alias, alias)
      },
      aliases: () => this.inventory.aliases(access.id),
      onState: () => {
        this.live.clusters(this.statuses())
        this.#clusterLog.note(this.statuses())
        this.#clusters.noteState(access.id)
      },
      onAnswer: (host) => this.inventory.hostAnswered(access.id, host),
      onAsked: (answer) => this.metrics.observe(access.id, answer),
      onWatchStep: (step) => this.metrics.countWatchStep(access.id, step),
      prober: this.#prober,
      probing: this.#probing,
      onJudged: (ref) => this.inventory.judgedAnew(ref),
      consoleNamespace:
        this.config.clusters.find(({ context }) => context === access.label)?.namespace ??
        this.settings.SIGNPOST_NAMESPACE ??
        (access.inCluster ? access.namespace : null),
      reviews: {
        cadence: this.config.reviews,
        shown: (ref) => this.inventory.shownReview(ref),
        onStates: (refs) => this.inventory.reviewedAnew(refs),
      },
      onRecord: ({ ref, entry }, isAtStart) => this.changes.sawRecord(ref, [entry], isAtStart),
      onOtherDomain: (domain) => this.#clusters.noteDomain(access.id, domain),
    })
  }

  // The list is in before its rows are made; whoever asks first should not have to wait for all of them.
  #makeRows(from = 0): void {
    const to = from + rowsMadeAtOnce
    if (this.#closed || !this.inventory.makeRows(from, to)) return
    this.clock.after(1, () => this.#makeRows(to))
  }

  // Whether an alias is the active one of a group depends on its siblings.
  #followDeliveries({ upserts, removes }: InventoryDelta): void {
    for (const ref of removes) this.#clusters.get(ref.cluster)?.deliveries.untrack(ref)
    for (const ref of upserts) {
      const alias = this.inventory.group(ref)?.role === 'active' ? this.inventory.alias(ref) : null
      const deliveries = this.#clusters.get(ref.cluster)?.deliveries
      if (alias === null) deliveries?.untrack(ref)
      else deliveries?.track(alias)
    }
  }

  #reading(row: Row): AliasReading {
    const cluster = this.#clusters.get(row.cluster)
    const answers = row.target === null ? [] : (cluster?.monitor.answers(row.target) ?? [])
    const probe = cluster?.probes.reading(row)?.latest ?? null
    return { row, answers, probe, path: cluster?.namespaceAliases.path(row) ?? null }
  }
}

// What is not known is no worse than what is.
function worstOf(findings: readonly Finding[]): Row['finding'] {
  const worst = findings.find(({ severity }) => severity !== 'unknown') ?? findings[0]
  return worst === undefined ? null : { code: worst.code, severity: worst.severity }
}
