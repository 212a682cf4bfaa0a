import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import { type AliasDelta, AliasStore, type NamespaceSignals, type SelectionName, selectionNames } from './alias-store'
import { recordAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import type { KubeObject } from './kube-object'
import { ListWatch, type ListWatchStatus, type Selection } from './list-watch'
import { Liveness } from './liveness'
import { mapService } from './map-service'
import { readServiceObject } from './read-service-object'
import { type ClusterWatchState, type SelectionState, watchState } from './watch-state'

const namespacesHeadStartMs = 1_000
const noSignals: NamespaceSignals = { labels: {}, annotations: {} }

const selections: Readonly<Record<SelectionName, Selection>> = {
  external: {
    resource: 'services',
    path: '/api/v1/services',
    fieldSelector: 'spec.type=ExternalName',
    matches: (object) => recordAt(object, 'spec').type === 'ExternalName',
  },
  tracked: {
    resource: 'services',
    path: '/api/v1/services',
    labelSelector: 'signpost/tracked=true',
    matches: (object) => object.metadata.labels?.['signpost/tracked'] === 'true',
  },
}

const namespaces: Selection = { resource: 'namespaces', path: '/api/v1/namespaces', matches: () => true }

/** What a console knows of a cluster just now. */
export type WatchState = ClusterWatchState

export interface WatchClusterOptions {
  client: KubeClient
  clusterId: string
  clock: Clock
  /** A number in [0, 1), for jitter. */
  random: () => number
  /** Removes are to be applied before upserts; the first calls carry everything there is. */
  onAliases(delta: AliasDelta): void
  /** Called on every change of state, first with `connecting`. */
  onState(state: WatchState): void
  /** Called when the watch of Services was listed, connected, or failed: how often tells how steady it is. */
  onStep?(step: ListWatchStatus['kind']): void
}

/** A namespace as last seen. */
export interface WatchedNamespace extends NamespaceSignals {
  name: string
  /** On its way out: nothing can be created there any more. */
  isTerminating: boolean
}

export interface WatchedCluster {
  /** Every namespace as last seen; none where they may not be listed. */
  namespaces(): WatchedNamespace[]
  /** The annotations of a namespace as last seen; null where it was not seen. */
  namespaceAnnotations(namespace: string): Readonly<Record<string, string>> | null
  stop(): Promise<void>
}

/**
 * Watches a cluster's aliases: Services of type ExternalName, those that Signpost migrated away and tracks, and the namespaces that name
 * their owner and environment. Goes on until `stop`, whatever the server does.
 */
export function watchCluster(options: WatchClusterOptions): WatchedCluster {
  const watch = new ClusterWatch(options)
  watch.start()
  return {
    namespaces: () => watch.namespaces(),
    namespaceAnnotations: (namespace) => watch.namespaceAnnotations(namespace),
    stop: () => watch.stop(),
  }
}

class ClusterWatch {
  readonly #options: WatchClusterOptions
  readonly #store: AliasStore
  readonly #liveness: Liveness
  readonly #services: ListWatch[]
  readonly #namespaces: ListWatch
  readonly #signals = new Map<string, NamespaceSignals>()
  readonly #terminating = new Set<string>()
  readonly #states: Record<SelectionName, SelectionState>
  /** Ends when the namespaces are known, or are not to be waited for. */
  readonly #headStart = Promise.withResolvers<void>()
  #lastState = ''
  #isStopped = false
  #cancelHeadStart = () => {}

  constructor(options: WatchClusterOptions) {
    this.#options = options
    const { client, clock, random, onAliases } = options
    this.#states = { external: { kind: 'new' }, tracked: { kind: 'new' } }
    this.#store = new AliasStore({ clock, onAliases, isCurrent: (name) => this.#states[name].kind === 'current' })
    this.#liveness = new Liveness({
      client,
      clock,
      onUpdate: () => this.#tellState(),
      onReturn: (silentSinceMs) => {
        for (const listWatch of [this.#namespaces, ...this.#services]) listWatch.nudge(silentSinceMs)
      },
    })
    this.#services = selectionNames.map((name) => this.#watchServices(name))
    this.#namespaces = new ListWatch({
      client,
      clock,
      random,
      selection: namespaces,
      onDelta: ({ upserts, removes }) => {
        for (const { name } of removes) this.#setSignals(name, noSignals)
        for (const { metadata } of upserts) this.#setSignals(metadata.name, metadata)
        for (const { name } of removes) this.#terminating.delete(name)
        for (const { metadata } of upserts) this.#setTerminating(metadata)
      },
      // Listed, failing or forbidden: in each case the Services need wait no longer.
      onStatus: () => this.#headStart.resolve(),
    })
  }

  start(): void {
    this.#tellState()
    this.#liveness.start()
    this.#cancelHeadStart = this.#options.clock.after(namespacesHeadStartMs, () => this.#headStart.resolve())
    for (const listWatch of [this.#namespaces, ...this.#services]) listWatch.start()
  }

  namespaces(): WatchedNamespace[] {
    return [...this.#signals].map(([name, signals]) => ({
      ...{ name, ...signals },
      isTerminating: this.#terminating.has(name),
    }))
  }

  namespaceAnnotations(namespace: string): Readonly<Record<string, string>> | null {
    return this.#signals.get(namespace)?.annotations ?? null
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelHeadStart()
    this.#headStart.resolve()
    this.#store.close()
    await Promise.all([this.#liveness.stop(), ...[this.#namespaces, ...this.#services].map((watch) => watch.stop())])
    this.#store.close()
  }

  #watchServices(name: SelectionName): ListWatch {
    const { client, clock, random } = this.#options
    return new ListWatch({
      client,
      clock,
      random,
      selection: selections[name],
      after: this.#headStart.promise,
      onDelta: ({ upserts, removes }) => {
        this.#store.remove(
          name,
          removes.map(({ uid }) => uid),
        )
        this.#store.upsert(name, this.#mapAll(upserts))
      },
      onStatus: (status) => {
        this.#options.onStep?.(status.kind)
        this.#setStatus(name, status)
      },
    })
  }

  #mapAll(objects: readonly KubeObject[]): Alias[] {
    return objects.flatMap((object) => {
      const service = readServiceObject(object)
      if (service === null) return []
      const { labels, annotations } = this.#signals.get(service.metadata.namespace ?? '') ?? noSignals
      const surroundings = { namespaceLabels: labels, namespaceAnnotations: annotations }
      return [mapService(service, { cluster: this.#options.clusterId, ...surroundings })]
    })
  }

  #setSignals(namespace: string, source: { labels?: unknown; annotations?: unknown }): void {
    const signals = { labels: stringMap(source.labels), annotations: stringMap(source.annotations) }
    if (source === noSignals) this.#signals.delete(namespace)
    else this.#signals.set(namespace, signals)
    this.#store.readAgain(namespace, signals)
  }

  #setTerminating({ name, deletionTimestamp }: KubeObject['metadata']): void {
    if (deletionTimestamp === undefined) this.#terminating.delete(name)
    else this.#terminating.add(name)
  }

  #setStatus(name: SelectionName, status: ListWatchStatus): void {
    this.#states[name] = nextState(this.#states[name], status, this.#options.clock.now())
    this.#tellState()
  }

  #tellState(): void {
    if (this.#isStopped) return
    const services = selectionNames.map((name) => this.#states[name])
    const state = watchState({
      services,
      silence: this.#liveness.silence(),
      lastFailure: this.#liveness.lastFailure(),
      nowMs: this.#options.clock.now(),
    })
    const text = JSON.stringify(state)
    if (text === this.#lastState) return
    this.#lastState = text
    this.#options.onState(state)
  }
}

function nextState(state: SelectionState, status: ListWatchStatus, nowMs: number): SelectionState {
  switch (status.kind) {
    case 'listed':
    case 'following':
      return { kind: 'current' }
    case 'denied':
      return { kind: 'denied', verb: status.verb, resource: 'services', why: status.why }
    case 'failing':
      return {
        kind: 'failing',
        sinceMs: state.kind === 'failing' ? state.sinceMs : nowMs,
        why: status.why,
        wasCurrent: state.kind === 'current' || (state.kind === 'failing' && state.wasCurrent),
      }
    default:
      return status satisfies never
  }
}
