import type { ClusterStatus } from '@/lib/contract/services'
import type { Clock } from '@/lib/domain/clock'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { type KubeconfigReport, readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import type { ClusterSettings } from '@/lib/server/settings/config'
import type { Settings } from '@/lib/server/settings/settings'
import type { Cluster } from './cluster'
import { type OpenedCluster, openCluster } from './open-cluster'

const kubeconfigPollMs = 3000

export interface RunningClustersOptions {
  settings: Settings
  /** Which clusters there are, and what differs in each; empty where the settings alone say it. */
  configured: readonly ClusterSettings[]
  env: Record<string, string | undefined>
  clock: Clock
  random(): number
  /** Starts to watch a cluster. */
  start(opened: OpenedCluster): Cluster
  /** Called when what an earlier kubeconfig said is void, before its clusters stop. */
  onVoid(): void
  /** Called when they have stopped and nothing of them is told any more. */
  onEmptied(): void
  /** Called when the clusters of a kubeconfig were started; `isAnew` when there were others before. */
  onStarted(isAnew: boolean): void
  /** Called when a cluster's first list is in. */
  onSynced(): void
}

/**
 * The clusters that the kubeconfig names, started anew whenever it says something else, so that a missing or broken file heals by itself.
 * What fails is told by `problem` and the clusters' states, never thrown.
 */
export class RunningClusters {
  readonly #options: RunningClustersOptions
  readonly #clusters = new Map<string, Cluster>()
  readonly #synced = new Set<string>()
  /** The domains that Corefiles named, for clusters started anew. */
  readonly #domains = new Map<string, string>()
  #report: KubeconfigReport | null = null
  #fingerprint = ''
  #cancelPoll: (() => void) | null = null
  #ended = false

  constructor(options: RunningClustersOptions) {
    this.#options = options
  }

  /** Begins to look at the kubeconfig, in the background. */
  begin(): void {
    void this.#poll()
  }

  /** Looks no more: nothing is started from now on. */
  end(): void {
    this.#ended = true
    this.#cancelPoll?.()
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((cluster) => cluster.stop()))
  }

  get(id: string): Cluster | null {
    return this.#clusters.get(id) ?? null
  }

  all(): Cluster[] {
    return [...this.#clusters.values()]
  }

  /** Why there is no cluster to show, null when there is one. */
  get problem(): string | null {
    if (this.#report === null) return 'The kubeconfig is being read.'
    return this.#report.problem
  }

  /** The user of the first cluster, as the kubeconfig calls it. */
  get userName(): string | null {
    return this.#report?.clusters[0]?.userName ?? null
  }

  /** True once the cluster was live, whatever became of it since. */
  isSynced(cluster: Cluster): boolean {
    if (cluster.status().state === 'live') this.#synced.add(cluster.id)
    return this.#synced.has(cluster.id)
  }

  /** Whether that was noticed before now. */
  wasSynced(id: string): boolean {
    return this.#synced.has(id)
  }

  /** Looks whether a cluster whose state is news has its first list now. */
  noteState(id: string): void {
    const cluster = this.#clusters.get(id)
    if (cluster === undefined || this.#synced.has(id) || !this.isSynced(cluster)) return
    this.#options.onSynced()
  }

  /** A cluster turned out to have another domain: names, chains and rows were made with the other one, so all is made anew at the next look. */
  noteDomain(id: string, domain: string): void {
    this.#domains.set(id, domain)
    this.#fingerprint = ''
  }

  /** How each cluster that the settings name stands, in their order: those too whose context cannot be used. */
  statuses(): ClusterStatus[] {
    const { SIGNPOST_CLUSTER_DOMAIN: given } = this.#options.settings
    const domain = {
      clusterDomain: given ?? 'cluster.local',
      clusterDomainSource: given ? 'setting' : 'assumed',
    } as const
    const statuses = this.all().map((cluster) => cluster.status())
    // A kubeconfig without any that can be used is the page's own matter.
    for (const { id, label, why, place } of statuses.length === 0 ? [] : (this.#report?.unusable ?? []))
      statuses.splice(place, 0, { name: id, label, state: 'connecting', why, ...domain })
    return statuses
  }

  /**
   * Null when ready; else the cause: the kubeconfig, or the first sync. One cluster that cannot be reached does not hold up the others: with one
   * of them listed, those that said why they cannot be are waited for no longer.
   */
  notReadyBecause(): string | null {
    if (this.#report === null) return 'the kubeconfig is being read'
    if (this.#clusters.size === 0) return this.#report.problem ?? 'no cluster is configured'
    const waiting = this.all().filter((cluster) => !this.isSynced(cluster))
    const isAnyListed = waiting.length < this.#clusters.size
    const causes = waiting.map((cluster) => cluster.status()).filter(({ why }) => !isAnyListed || why === undefined)
    return causes.length === 0 ? null : causes.map(describeWaiting).join('; ')
  }

  async #poll(): Promise<void> {
    if (this.#ended) return
    const { env, settings, configured, clock } = this.#options
    const contexts = configured.length > 0 ? configured.map(({ context }) => context) : settings.SIGNPOST_CONTEXTS
    const ids = new Map(configured.flatMap(({ context, name }) => (name === undefined ? [] : [[context, name]])))
    const report = await readKubeconfig({ env, contexts: contexts ?? null, ids })
    if (this.#ended) return
    const fingerprint = JSON.stringify([report.fingerprint, report.problem])
    if (fingerprint !== this.#fingerprint) {
      this.#fingerprint = fingerprint
      await this.#restart(report)
    }
    this.#cancelPoll = clock.after(kubeconfigPollMs, () => void this.#poll())
  }

  async #restart(report: KubeconfigReport): Promise<void> {
    const { start, onVoid, onEmptied, onStarted } = this.#options
    const opened = await Promise.all(report.clusters.map((access, index) => this.#open(access, index === 0)))
    if (this.#ended) return closeAll(opened)
    this.#report = report
    const gone = this.all()
    this.#clusters.clear()
    this.#synced.clear()
    onVoid()
    await Promise.all(gone.map((cluster) => cluster.stop()))
    onEmptied()
    if (this.#ended) return closeAll(opened)
    for (const each of opened) this.#clusters.set(each.access.id, start(each))
    onStarted(gone.length > 0)
  }

  #open(access: ClusterAccess, isFirst: boolean): Promise<OpenedCluster> {
    const { settings, configured, clock, random } = this.#options
    const own = configured.find(({ context }) => context === access.label)
    return openCluster({
      access,
      clusterDomain: own?.domain ?? settings.SIGNPOST_CLUSTER_DOMAIN ?? null,
      knownDomain: this.#domains.get(access.id) ?? null,
      clusterDns: own?.dns ?? (isFirst ? settings.SIGNPOST_CLUSTER_DNS : undefined) ?? null,
      resolvers: own?.resolvers ?? settings.SIGNPOST_RESOLVERS ?? null,
      clock,
      random,
    })
  }
}

async function closeAll(opened: readonly OpenedCluster[]): Promise<void> {
  await Promise.all(opened.map((cluster) => cluster.close()))
}

function describeWaiting(status: ClusterStatus): string {
  return `cluster ${status.name} is ${status.state}${status.why ? `: ${status.why}` : ''}`
}
