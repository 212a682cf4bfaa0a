import { randomInt, randomUUID } from 'node:crypto'
import type { CarryOut, ChangeView, Plan } from '@/lib/contract/changes'
import { createDnsClient } from '@/lib/dns/dns-client'
import { configureVantages } from '@/lib/dns/vantages'
import type { Alias } from '@/lib/domain/alias/alias'
import { AppError } from '@/lib/domain/app-error'
import type { RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import type { Clock } from '@/lib/domain/clock'
import { statedMembership } from '@/lib/domain/group/find-groups'
import { dnsFacts } from '@/lib/domain/resolution/dns-facts'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { watchCluster } from '@/lib/kubernetes/watch-cluster'
import { type ChangeEngine, createChangeEngine } from '@/lib/server/change/change-engine'
import type { ClusterForChanges, Viewer } from '@/lib/server/change/change-engine-deps'
import { RecordIndex } from '@/lib/server/change/record-index'
import { createRecordStore } from '@/lib/server/change/record-store'
import { readPurpose } from '@/lib/server/inventory/read-purpose'
import { AliasListeners } from '@/lib/server/live/alias-listeners'
import { createMigrations, type Migrations } from '@/lib/server/migration/migrations'
import { createMonitor } from '@/lib/server/monitor/monitor'
import { systemClock } from '@/lib/server/runtime/system-clock'
import type { DnsAddress } from '../control-plane/dns-client.ts'

/** What a console needs of a control plane, the real one or the embedded one. */
export interface ReplicaPlane {
  kubeconfigPath(identity: 'admin'): string
  token(identity: 'admin' | 'viewer' | 'editor' | 'nobody'): string
  clusterDns: DnsAddress
  world: DnsAddress
}

/** One console as far as changes go: an engine with a watch, a monitor and clients of its own, sharing nothing with another one. */
export interface ChangeReplica {
  engine: ChangeEngine
  migrations: Migrations
  /** The id of the cluster. */
  cluster: string
  published: ChangeView[]
  /** The attempts that were refused before they were recorded. */
  refused: RefusedAttempt[]
  alias(namespace: string, name: string): Alias | null
  viewer(identity: 'admin' | 'viewer' | 'editor' | 'nobody'): Viewer
  close(): Promise<void>
}

const userAgent = 'signpost/test'

export interface ReplicaOptions {
  consoleNamespace?: string
  /** False leaves the cluster's DNS out of the vantages. */
  clusterDns?: boolean
  /** The kubeconfig to read instead of the admin's. */
  kubeconfig?: string
  /** 2 s when absent. */
  soakMs?: number
  /** Who answers at a host that an alias does not lead to; nobody looks unless told. */
  lookAt?: ClusterForChanges['lookAt']
  /** Who uses an alias; nobody does unless told. */
  consumersOf?: ClusterForChanges['consumersOf']
  /** The machine's clock unless told. */
  clock?: Clock
}

export async function startReplica(plane: ReplicaPlane, options: ReplicaOptions = {}): Promise<ChangeReplica> {
  const access = await readAccess(options.kubeconfig ?? plane.kubeconfigPath('admin'))
  const clients: KubeClient[] = []
  const open = (credential: Parameters<typeof createKubeClient>[1]) => {
    const client = createKubeClient(access, credential, { userAgent })
    clients.push(client)
    return client
  }
  const consoleClient = open({ kind: 'kubeconfig' })
  const clock = options.clock ?? systemClock
  const dns = createDnsClient({ clock, randomId: () => randomInt(0, 65_536) })
  const { vantages } = configureVantages({
    clusterDns: options.clusterDns === false ? null : plane.clusterDns,
    resolvers: [{ host: plane.world.host, port: plane.world.port }],
    systemResolvers: [],
    inClusterDns: null,
  })
  const clusterDomain = 'cluster.local'
  const monitor = createMonitor({
    vantages,
    client: dns,
    clock,
    random: Math.random,
    clusterDomain,
    onAnswer: () => undefined,
  })
  const aliases = new Map<string, Alias>()
  const listeners = new AliasListeners()
  const watch = watchCluster({
    client: consoleClient,
    clusterId: access.id,
    clock,
    random: Math.random,
    onAliases: ({ upserts, removes }) => {
      for (const ref of removes) {
        aliases.delete(`${ref.namespace}/${ref.name}`)
        listeners.notify(ref, null)
      }
      for (const alias of upserts) {
        aliases.set(`${alias.namespace}/${alias.name}`, alias)
        listeners.notify(alias, alias)
      }
    },
    onState: ({ state }) => {
      if (state === 'live') records.start()
    },
  })
  const published: ChangeView[] = []
  const refused: RefusedAttempt[] = []
  const viewers = new Map<string, Viewer>()
  const findAlias = (namespace: string, name: string) => aliases.get(`${namespace}/${name}`) ?? null
  const consoleNamespace = options.consoleNamespace ?? null
  const cutOverFacts = () => ({
    dns: dnsFacts(null),
    nodeLocalDns: 'absent' as const,
    settings: { clientCacheSeconds: null, poolLifetimeSeconds: null },
  })
  const shared = { cutOverFacts, id: access.id, clusterDomain, consoleNamespace, monitor }
  const probe = async () => null
  const { namespaceAnnotations } = watch
  const claimants = (namespace: string, group: string) =>
    [...aliases.values()].flatMap((alias) =>
      alias.namespace === namespace && statedMembership(alias.labels)?.name === group ? [alias.name] : [],
    )
  const settings = { clusterDomain, ownDomains: [], otherClusterDomains: [] }
  const purposeOf = (namespace: string, name: string) => {
    const alias = findAlias(namespace, name)
    return alias && readPurpose(alias, settings)
  }
  const cluster = {
    ...shared,
    probe,
    lookAt: options.lookAt ?? (async () => null),
    console: consoleClient,
    findAlias,
    claimants,
    membershipOf: () => null,
    reviewStateOf: () => null,
    aliasesOf: (host: string) => [...aliases.values()].filter(({ target }) => target === host),
    purposeOf,
    consumersOf: options.consumersOf ?? (async () => ({ known: [], gap: null })),
    onAlias: listeners.add,
    namespaceAnnotations,
  }
  const find = (id: string) => (id === access.id ? cluster : null)
  const engine = createChangeEngine({
    cluster: find,
    clock,
    soakMs: options.soakMs ?? 2_000,
    isReadOnly: false,
    publish: (change) => published.push(change),
    refused: (attempt) => refused.push(attempt),
  })
  const records = new RecordIndex({
    ...{ cluster: access.id, client: consoleClient, consoleNamespace, clock, random: Math.random },
    onEntry: ({ ref, entry }) => engine.sawRecord(ref, [entry], false),
    onListed: () => {
      for (const { ref, entry } of records.open()) engine.sawRecord(ref, [entry], true)
    },
  })
  const migrations = createMigrations({ cluster: find, engine, store: createRecordStore(), clock })
  return {
    engine,
    migrations,
    cluster: access.id,
    published,
    refused,
    alias: findAlias,
    viewer: (identity) => {
      const known = viewers.get(identity)
      if (known) return known
      const client = open({ kind: 'token', token: plane.token(identity) })
      const viewer = { key: identity, user: identity, client: () => client }
      viewers.set(identity, viewer)
      return viewer
    },
    close: async () => {
      await engine.close()
      await Promise.all([watch.stop(), records.close()])
      await monitor.close()
      await dns.close()
      await Promise.all(clients.map((client) => client.close()))
    },
  }
}

/** Carries a plan out as somebody who accepts everything that can be accepted. */
export function carryingOut(plan: Plan, members: Partial<CarryOut> = {}): CarryOut {
  const codes = (state: string) => plan.prechecks.filter((precheck) => precheck.state === state).map(({ code }) => code)
  return {
    request: plan.request,
    hash: plan.hash,
    changeId: randomUUID(),
    // What others do meanwhile may add these.
    acknowledge: [...codes('warn'), 'no-recent-change', 'duplicate-target'],
    overrides: [...codes('block'), 'no-change-in-flight'].map((code) => ({
      code,
      reason: 'this is what the test wants',
    })),
    ...members,
  }
}

/** The AppError that a call ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)?.slice(0, 300)}`),
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return error
  throw error
}

async function readAccess(kubeconfig: string): Promise<ClusterAccess> {
  const { clusters, problem } = await readKubeconfig({ env: { KUBECONFIG: kubeconfig }, contexts: null })
  const [access] = clusters
  if (!access) throw new Error(problem ?? 'no cluster')
  return access
}
