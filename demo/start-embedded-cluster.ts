import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTokens, type Identity, type Tokens } from './access/identities.ts'
import { startApiServer } from './api/api-server.ts'
import type { Cluster } from './api/cluster.ts'
import { bootstrapObjects } from './bootstrap-objects.ts'
import { clusterView } from './cluster-view.ts'
import { startControllers } from './controllers/start-controllers.ts'
import { createDnsLog } from './dns/dns-log.ts'
import { type ClusterDnsTimes, startClusterDns } from './dns/start-cluster-dns.ts'
import { createIdentityFiles } from './identity-files.ts'
import { keepAddresses } from './keep-addresses.ts'
import { createCatalog } from './resources/catalog.ts'
import type { ResourceKind } from './resources/resource-kind.ts'
import { createAddressPool } from './rules/service/cluster-ip-range.ts'
import { seedObjects } from './seed-objects.ts'
import type { KubeObject } from './store/kube-object.ts'
import { createStateFile } from './store/state-file.ts'
import { createStore } from './store/store.ts'
import { startWorldDns, type WorldDns } from './world/start-world-dns.ts'
import type { WorldAnswer } from './world/world-answer.ts'

interface DnsAddress {
  readonly host: string
  readonly port: number
}

export interface EmbeddedClusterOptions {
  /** Where objects are kept between runs; without it they go with the cluster. */
  readonly stateFile?: string
  /** Keeps CA, tokens and kubeconfigs here instead of a temporary folder that is removed at the end. */
  readonly directory?: string
  readonly tokens?: Tokens
  readonly dnsTimes?: Partial<ClusterDnsTimes>
  readonly worldAnswers?: ReadonlyMap<string, WorldAnswer>
  readonly contextName?: string
  /** How often a quiet watch is told how far it has come. */
  readonly bookmarkEveryMs?: number
  readonly ports?: { readonly api?: number; readonly clusterDns?: number; readonly worldDns?: number }
  readonly now?: () => Date
  /** Kinds that no cluster has from the start, as a CustomResourceDefinition brings them. */
  readonly customKinds?: readonly ResourceKind[]
}

export interface EmbeddedCluster {
  readonly serverUrl: string
  readonly contextName: string
  readonly caPath: string
  readonly clusterDns: DnsAddress
  readonly worldDns: DnsAddress
  readonly world: Omit<WorldDns, 'stop'>
  readonly kubeconfigPath: (identity: Identity) => string
  readonly token: (identity: Identity) => string
  /** Whether the state of an earlier run was there to go on with. */
  readonly isRestored: boolean
  /** Puts objects into the cluster through the same rules as a request of that field manager; those that exist are replaced. */
  readonly seed: (objects: readonly KubeObject[], manager?: string) => void
  /** Makes every older resourceVersion expired (410 Gone). */
  readonly expireResourceVersions: () => Promise<void>
  readonly stop: () => Promise<void>
}

const bookmarkEveryMs = 60_000
const watchSeconds = 1800
const quickTimes: ClusterDnsTimes = { ttlSeconds: 5, cacheSeconds: 5, upstreamTimeoutMs: 2000 }

/** Starts a small Kubernetes API, the DNS of its cluster and a made-up outside world, all on free loopback ports. */
export async function startEmbeddedCluster(options: EmbeddedClusterOptions = {}): Promise<EmbeddedCluster> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'signpost-embedded-')))
  const tokens = options.tokens ?? createTokens()
  const stateFile = options.stateFile === undefined ? null : createStateFile(options.stateFile)
  const restored = await stateFile?.read()
  const cluster: Cluster = {
    store: createStore(restored),
    catalog: createCatalog(options.customKinds),
    now: options.now ?? (() => new Date()),
    newUid: randomUUID,
    addresses: createAddressPool(Math.random),
    random: Math.random,
  }
  keepAddresses(cluster)
  const world = await startWorldDns({
    ...(options.worldAnswers === undefined ? {} : { answers: options.worldAnswers }),
    port: options.ports?.worldDns ?? 0,
  })
  const dnsLog = createDnsLog(world, cluster.now)
  const dns = await startClusterDns({
    upstream: world,
    onSilence: dnsLog.noteSilence,
    clusterDomain: 'cluster.local',
    source: clusterView(cluster.store),
    times: { ...quickTimes, ...options.dnsTimes },
    port: options.ports?.clusterDns ?? 0,
  })
  const controllers = startControllers(cluster)
  seedObjects(cluster, bootstrapObjects({ ...quickTimes, ...options.dnsTimes }), 'missing')
  const keepsState = stateFile?.follow(cluster.store)
  const files = await createIdentityFiles(directory, tokens, options.contextName)
  const api = await startApiServer({
    cluster,
    tokens,
    ...files.serverCertificate,
    port: options.ports?.api ?? 0,
    findPodLog: (namespace, pod) => (namespace === 'kube-system' && pod === 'coredns-0' ? dnsLog.lines() : null),
    findPodPort: (namespace, pod, port) =>
      namespace === 'kube-system' && pod === 'coredns-0' && port === 53 ? { host: dns.host, port: dns.port } : null,
    times: { bookmarkEveryMs: options.bookmarkEveryMs ?? bookmarkEveryMs, defaultSeconds: watchSeconds },
  })
  const kubeconfigs = await files.writeKubeconfigs(api.url)
  return {
    serverUrl: api.url,
    contextName: files.contextName,
    caPath: files.caPath,
    clusterDns: { host: dns.host, port: dns.port },
    worldDns: { host: world.host, port: world.port },
    world,
    kubeconfigPath: (identity) => kubeconfigs[identity],
    token: (identity) => tokens[identity],
    isRestored: restored !== undefined,
    seed: (objects, manager) => seedObjects(cluster, objects, 'all', manager),
    expireResourceVersions: async () => cluster.store.compact(),
    stop: async () => {
      controllers.stop()
      await Promise.all([api.stop(), dns.stop(), world.stop()])
      await keepsState?.stop()
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true })
    },
  }
}
