import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { RoleHolders } from '@/lib/domain/group/find-groups'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { Entry, EntryList, type RowMaker } from './entry'
import { GroupIndex } from './group-index'
import { HostIndex } from './host-index'
import { NamespaceCounts } from './namespace-counts'
import type { SearchedRow } from './query-rows'
import { type KnownPurpose, type Purpose, readPurpose } from './read-purpose'
import { toRow } from './to-row'

/** Which rows are not as they were, and which aliases are gone. */
export interface InventoryDelta {
  upserts: ServiceRef[]
  removes: ServiceRef[]
}

type DeltaCause = 'watch' | 'answer'

export interface InventoryOptions {
  /** Domains of a cluster by which the use case of an alias is told. */
  domainsOf(cluster: string): UseCaseSettings
  answersOf(cluster: string, host: string): readonly VantageAnswer[]
  /** The worst of what the rules say of an alias, null when they say nothing. */
  worstFindingOf(alias: Alias): Row['finding']
  /** How the review of an alias stands, null where that is not known. */
  reviewStateOf(alias: Alias): Row['reviewState']
  /** `cause` says what changed them: the watch of the cluster, or an answer of the DNS. */
  onDelta(delta: InventoryDelta, cause: DeltaCause): void
  /** An alias came to point at `next` and no longer at `previous`; hosts are counted by whoever resolves them. */
  onHostChange(cluster: string, previous: string | null, next: string | null): void
}

/**
 * The index over all watched aliases of all clusters: by Service, by host, and by group. An upsert touches the alias itself and at most the ten
 * names whose group it can be part of, so a delta costs the same whatever the size; a row is made when it is looked at.
 */
export class Inventory {
  readonly #entries = new Map<string, Entry>()
  readonly #list = new EntryList()
  readonly #hosts = new HostIndex()
  readonly #aliases = new NamespaceCounts()
  readonly #groups = new GroupIndex((ref) => this.alias(ref)?.labels ?? null)
  readonly #options: InventoryOptions
  readonly #maker: RowMaker = {
    purpose: (alias) => this.#purpose(alias),
    row: (alias, purpose) => this.#row(alias, purpose),
  }

  constructor(options: InventoryOptions) {
    this.#options = options
  }

  rows(): IterableIterator<Row> {
    return rowsOf(this.#entries.values())
  }

  /** The rows with what is searched of each. To be gone over at once: a row that goes away changes the place of another. */
  searched(): readonly SearchedRow[] {
    return this.#list.all
  }

  /** Makes the rows at some places of that list ahead of whoever looks first; true while there are more beyond. */
  makeRows(from: number, to: number): boolean {
    const entries = this.#list.all
    for (const entry of entries.slice(from, to)) entry.makeRow()
    return to < entries.length
  }

  get size(): number {
    return this.#entries.size
  }

  hasRowsOf(cluster: string): boolean {
    return this.#aliases.isAnyIn(cluster)
  }

  /** Namespaces of one cluster that hold an alias. */
  namespaces(cluster: string): Iterable<string> {
    return this.#aliases.namespaces(cluster)
  }

  /** How many aliases a namespace holds. */
  aliasesIn(cluster: string, namespace: string): number {
    return this.#aliases.of({ cluster, namespace })
  }

  /** The aliases that a namespace holds; looks at all there are. */
  *aliasesOf(cluster: string, namespace: string): IterableIterator<Alias> {
    for (const { alias } of this.#entries.values()) {
      if (alias.cluster === cluster && alias.namespace === namespace) yield alias
    }
  }

  alias(ref: ServiceRef): Alias | null {
    return this.#entries.get(serviceKey(ref))?.alias ?? null
  }

  /** The aliases of one cluster. */
  *aliases(cluster: string): Generator<Alias> {
    for (const { alias } of this.#entries.values()) if (alias.cluster === cluster) yield alias
  }

  row(ref: ServiceRef): Row | null {
    return this.#entries.get(serviceKey(ref))?.row ?? null
  }

  /** How a row shows the review of its alias; undefined while nobody has looked at the row as it is now. */
  shownReview(ref: ServiceRef): Row['reviewState'] | undefined {
    return this.#entries.get(serviceKey(ref))?.madeRow?.reviewState
  }

  /** The group that an alias is a member of, and as what. */
  group(ref: ServiceRef): Row['group'] {
    return this.#groups.membership(ref)
  }

  /** What an alias is for, and why it is thought so. */
  purpose(ref: ServiceRef): Purpose | null {
    const alias = this.alias(ref)
    return alias && readPurpose(alias, this.#options.domainsOf(alias.cluster))
  }

  /** Who holds the roles of a group, its name in place of a Service's. */
  roleHolders(group: ServiceRef): RoleHolders {
    return this.#groups.roleHolders(group)
  }

  /** The names of the Services whose labels claim a role of a group. */
  claimants(group: ServiceRef): string[] {
    return this.#groups.claimants(group)
  }

  apply(upserts: readonly Alias[], removes: readonly (ServiceRef & { uid: string })[]): void {
    const touched = new Set<string>()
    const removed: ServiceRef[] = []
    for (const ref of removes) {
      const key = serviceKey(ref)
      const entry = this.#entries.get(key)
      if (entry === undefined || entry.alias.uid !== ref.uid) continue
      this.#entries.delete(key)
      this.#list.remove(entry)
      this.#moveHost(key, entry.alias, null)
      this.#moveGroup(entry.alias, null, touched)
      this.#aliases.add(ref, -1)
      removed.push({ cluster: ref.cluster, namespace: ref.namespace, name: ref.name })
    }
    for (const alias of upserts) {
      const key = serviceKey(alias)
      const known = this.#entries.get(key)
      const before = known?.alias ?? null
      this.#moveHost(key, before, alias)
      this.#put(key, known, alias)
      touched.add(key)
      this.#moveGroup(before, alias, touched)
      if (before === null) this.#aliases.add(alias, 1)
    }
    this.#refresh(touched, removed, 'watch')
  }

  /** The answers for a host changed: every row that points at it is another one. */
  hostAnswered(cluster: string, host: string): void {
    this.#refresh(new Set(this.#hosts.of(cluster, host)), [], 'answer')
  }

  /** How the reviews of aliases stand changed: nothing else of their rows did. */
  reviewedAnew(refs: readonly ServiceRef[]): void {
    const upserts: ServiceRef[] = []
    for (const ref of refs) {
      const entry = this.#entries.get(serviceKey(ref))
      if (entry === undefined) continue
      entry.showReview(this.#options.reviewStateOf(entry.alias))
      upserts.push(entry.alias)
    }
    if (upserts.length > 0) this.#options.onDelta({ upserts, removes: [] }, 'answer')
  }

  /** What the rules say of an alias changed: its row is another one. */
  judgedAnew(ref: ServiceRef): void {
    this.#refresh(new Set([serviceKey(ref)]), [], 'answer')
  }

  /** Forgets everything without telling anybody: the clusters themselves changed. */
  clear(): void {
    this.#entries.clear()
    this.#list.clear()
    this.#hosts.clear()
    this.#aliases.clear()
    this.#groups.clear()
  }

  /** Rows that point at a host, over namespaces. */
  rowsOfHost(cluster: string, host: string): Row[] {
    return this.#hosts.of(cluster, host).flatMap((key) => this.#entries.get(key)?.row ?? [])
  }

  #put(key: string, known: Entry | undefined, alias: Alias): void {
    if (known !== undefined) {
      known.alias = alias
      return
    }
    const entry = new Entry(alias, this.#maker)
    this.#entries.set(key, entry)
    this.#list.add(entry)
  }

  #refresh(keys: ReadonlySet<string>, removes: ServiceRef[], cause: DeltaCause): void {
    const upserts: ServiceRef[] = []
    for (const key of keys) {
      const entry = this.#entries.get(key)
      if (entry === undefined) continue
      entry.forgetRow()
      upserts.push(entry.alias)
    }
    const gone = removes.filter((ref) => !this.#entries.has(serviceKey(ref)))
    if (upserts.length > 0 || gone.length > 0) this.#options.onDelta({ upserts, removes: gone }, cause)
  }

  #row(alias: Alias, purpose: KnownPurpose): Row {
    return toRow(alias, {
      clusterDomain: this.#options.domainsOf(alias.cluster).clusterDomain,
      answers: alias.target === null ? [] : this.#options.answersOf(alias.cluster, alias.target),
      group: this.#groups.membership(alias),
      purpose,
      finding: this.#options.worstFindingOf(alias),
      reviewState: this.#options.reviewStateOf(alias),
    })
  }

  #purpose(alias: Alias): KnownPurpose {
    const { provider, useCase } = readPurpose(alias, this.#options.domainsOf(alias.cluster))
    return { provider, useCase }
  }

  #moveGroup(previous: Alias | null, next: Alias | null, touched: Set<string>): void {
    const { cluster, namespace } = next ?? previous ?? { cluster: '', namespace: '' }
    for (const name of this.#groups.move(previous, next)) touched.add(serviceKey({ cluster, namespace, name }))
  }

  #moveHost(key: string, previous: Alias | null, next: Alias | null): void {
    const cluster = (next ?? previous)?.cluster ?? ''
    const from = previous?.target ?? null
    const to = next?.target ?? null
    if (from === to) return
    if (from !== null) this.#hosts.remove(cluster, from, key)
    if (to !== null) this.#hosts.add(cluster, to, key)
    this.#options.onHostChange(cluster, from, to)
  }
}

function* rowsOf(entries: Iterable<Entry>): IterableIterator<Row> {
  for (const { row } of entries) yield row
}
