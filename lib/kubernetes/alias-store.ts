import type { Alias } from '@/lib/domain/alias/alias'
import { readNamespacePurpose } from '@/lib/domain/alias/read-namespace-purpose'
import { readOwner } from '@/lib/domain/alias/read-owner'
import type { Clock } from '@/lib/domain/clock'
import { readEnvironment } from '@/lib/domain/environment/read-environment'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { isLaterVersion } from './resource-version'

const removalGraceMs = 150

export const selectionNames = ['external', 'tracked'] as const

export type SelectionName = (typeof selectionNames)[number]

/** What changed, to be applied in this order: removes, then upserts (a Service created anew has the same name and another uid). */
export interface AliasDelta {
  removes: Array<ServiceRef & { uid: string }>
  upserts: Alias[]
}

export interface NamespaceSignals {
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

export interface AliasStoreOptions {
  clock: Clock
  /** Whether a selection's news is arriving just now. */
  isCurrent(selection: SelectionName): boolean
  onAliases(delta: AliasDelta): void
}

interface Entry {
  alias: Alias
  selections: ReadonlySet<SelectionName>
}

/**
 * The aliases of two overlapping selections, merged by uid. A change of type arrives as DELETED on one and ADDED on the other, in either
 * order, so an alias goes only when it has been absent from both for a moment.
 */
export class AliasStore {
  readonly #options: AliasStoreOptions
  readonly #byUid = new Map<string, Entry>()
  readonly #byNamespace = new Map<string, Map<string, Entry>>()
  #leaving = new Set<string>()
  #cancelSweep: (() => void) | null = null

  constructor(options: AliasStoreOptions) {
    this.#options = options
  }

  upsert(selection: SelectionName, aliases: readonly Alias[]): void {
    const delta: AliasDelta = { removes: [], upserts: [] }
    for (const alias of aliases) this.#upsertOne(selection, alias, delta)
    this.#emit(delta)
  }

  remove(selection: SelectionName, uids: readonly string[]): void {
    for (const uid of uids) {
      const entry = this.#byUid.get(uid)
      if (entry === undefined) continue
      entry.selections = new Set([...entry.selections].filter((name) => name !== selection))
      if (entry.selections.size === 0) this.#leaving.add(uid)
    }
    this.#armSweep()
  }

  /** Reads owner, environment and purpose again for all aliases of a namespace whose labels or annotations changed. */
  readAgain(namespace: string, signals: NamespaceSignals): void {
    const delta: AliasDelta = { removes: [], upserts: [] }
    for (const entry of this.#byNamespace.get(namespace)?.values() ?? []) {
      const { labels, annotations, owner, environment, namespacePurpose } = entry.alias
      const newOwner = readOwner({ labels, annotations, namespaceAnnotations: signals.annotations })
      const newEnvironment = readEnvironment({ labels, namespaceLabels: signals.labels, namespace })
      const newPurpose = readNamespacePurpose(signals.labels)
      const isSameOwner = owner?.value === newOwner?.value && owner?.source === newOwner?.source
      if (isSameOwner && environment === newEnvironment && namespacePurpose === newPurpose) continue
      const read = { owner: newOwner, environment: newEnvironment, namespacePurpose: newPurpose }
      entry.alias = { ...entry.alias, ...read }
      delta.upserts.push(entry.alias)
    }
    this.#emit(delta)
  }

  close(): void {
    this.#cancelSweep?.()
    this.#cancelSweep = null
  }

  #upsertOne(selection: SelectionName, alias: Alias, delta: AliasDelta): void {
    const namesake = this.#byNamespace.get(alias.namespace)?.get(alias.name)
    if (namesake !== undefined && namesake.alias.uid !== alias.uid) {
      // The slower of the two watches may still speak of the Service that was there before.
      if (!isLaterVersion(alias.resourceVersion, namesake.alias.resourceVersion)) return
      this.#forget(namesake.alias, delta)
    }
    const entry = this.#byUid.get(alias.uid)
    if (entry === undefined) {
      this.#add({ alias, selections: only[selection] })
      delta.upserts.push(alias)
      return
    }
    if (!entry.selections.has(selection)) entry.selections = new Set([...entry.selections, selection])
    this.#leaving.delete(alias.uid)
    if (isLaterVersion(alias.resourceVersion, entry.alias.resourceVersion)) {
      entry.alias = alias
      delta.upserts.push(alias)
    }
  }

  #add(entry: Entry): void {
    const { uid, namespace, name } = entry.alias
    const names = this.#byNamespace.get(namespace) ?? new Map<string, Entry>()
    this.#byUid.set(uid, entry)
    this.#byNamespace.set(namespace, names.set(name, entry))
  }

  #forget(alias: Alias, delta: AliasDelta): void {
    const { cluster, namespace, name, uid } = alias
    this.#byUid.delete(uid)
    this.#leaving.delete(uid)
    const names = this.#byNamespace.get(namespace)
    names?.delete(name)
    if (names?.size === 0) this.#byNamespace.delete(namespace)
    delta.removes.push({ cluster, namespace, name, uid })
  }

  #armSweep(): void {
    if (this.#leaving.size === 0 || this.#cancelSweep !== null) return
    const due = this.#leaving
    this.#leaving = new Set()
    this.#cancelSweep = this.#options.clock.after(removalGraceMs, () => this.#sweep(due))
  }

  #sweep(due: ReadonlySet<string>): void {
    this.#cancelSweep = null
    const delta: AliasDelta = { removes: [], upserts: [] }
    const isCurrent = selectionNames.every((name) => this.#options.isCurrent(name))
    for (const uid of due) {
      const entry = this.#byUid.get(uid)
      if (entry === undefined || entry.selections.size > 0) continue
      // While one selection is not up to date, it may be about to say that the Service moved there.
      if (isCurrent) this.#forget(entry.alias, delta)
      else this.#leaving.add(uid)
    }
    this.#emit(delta)
    this.#armSweep()
  }

  #emit(delta: AliasDelta): void {
    if (delta.removes.length > 0 || delta.upserts.length > 0) this.#options.onAliases(delta)
  }
}

const only: Readonly<Record<SelectionName, ReadonlySet<SelectionName>>> = {
  external: new Set(['external']),
  tracked: new Set(['tracked']),
}
