import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import { colours } from '@/lib/domain/group/colour'
import { groupMembership, groupRoles, memberName, type RoleHolders, roleHolders } from '@/lib/domain/group/find-groups'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { Entry, EntryList } from './entry'
import { GroupClaims } from './group-claims'
import { HostIndex } from './host-index'
import { NamespaceCounts } from './namespace-counts'
import type { SearchedRow } from './query-rows'
import { type Purpose, readPurpose } from './read-purpose'
import { toRow } from './to-row'

export interface InventoryDelta {
  upserts: Row[]
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
  /** `cause` says what made the rows anew: the watch of the cluster, or an answer of the DNS. */
  onDelta(delta: InventoryDelta, cause: DeltaCause): void
  /** An alias came to point at `next` and no longer at `previous`; hosts are counted by whoever resolves them. */
  onHostChange(cluster: string, previous: string | null, next: string | null): void
}

/**
 * The index over all watched aliases of all clusters: by Service, by host, and by group. An upsert touches the alias itself and at most the ten
 * names whose group it can be part of, so a delta costs the same whatever the size.
 */
export class Inventory {
  readonly #entries = new Map<string, Entry>()
  readonly #list = new EntryList()
  readonly #hosts = new HostIndex()
  readonly #aliases = new NamespaceCounts()
  /** Names that end in a colour: in a namespace without one no name is that of a group's member. */
  readonly #coloured = new NamespaceCounts()
  readonly #claims = new GroupClaims()
  readonly #options: InventoryOptions

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

  /** What an alias is for, and why it is thought so. */
  purpose(ref: ServiceRef): Purpose | null {
    const alias = this.alias(ref)
    return alias && readPurpose(alias, this.#options.domainsOf(alias.cluster))
  }

  /** Who holds the roles of a group, its name in place of a Service's. */
  roleHolders({ name, ...place }: ServiceRef): RoleHolders {
    return roleHolders(name, this.#surroundings(place))
  }

  /** The names of the Services whose labels claim a role of a group. */
  claimants({ name, ...place }: ServiceRef): string[] {
    return groupRoles.flatMap((role) => this.#claims.of(place, name, role))
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
      this.#moveClaim(entry.alias, null, touched)
      removed.push({ cluster: ref.cluster, namespace: ref.namespace, name: ref.name })
      this.#touchSiblings(ref, touched)
      this.#count(ref, -1)
    }
    for (const alias of upserts) {
      const key = serviceKey(alias)
      const known = this.#entries.get(key)
      const before = known?.alias ?? null
      this.#moveHost(key, before, alias)
      this.#put(key, known, alias)
      touched.add(key)
      if (before === null) this.#count(alias, 1)
      this.#moveClaim(before, alias, touched)
      if (before === null) this.#touchSiblings(alias, touched)
    }
    this.#refresh(touched, removed, 'watch')
  }

  /** The answers for a host changed: every row that points at it is made anew. */
  hostAnswered(cluster: string, host: string): void {
    this.#refresh(new Set(this.#hosts.of(cluster, host)), [], 'answer')
  }

  /** How the reviews of aliases stand changed: nothing else of their rows did. */
  reviewedAnew(refs: readonly ServiceRef[]): void {
    const upserts: Row[] = []
    for (const ref of refs) {
      const entry = this.#entries.get(serviceKey(ref))
      if (entry === undefined || entry.row === null) continue
      entry.row = { ...entry.row, reviewState: this.#options.reviewStateOf(entry.alias) }
      upserts.push(entry.row)
    }
    if (upserts.length > 0) this.#options.onDelta({ upserts, removes: [] }, 'answer')
  }

  /** What the rules say of an alias changed: its row is made anew. */
  judgedAnew(ref: ServiceRef): void {
    this.#refresh(new Set([serviceKey(ref)]), [], 'answer')
  }

  /** Forgets everything without telling anybody: the clusters themselves changed. */
  clear(): void {
    this.#entries.clear()
    this.#list.clear()
    this.#hosts.clear()
    this.#aliases.clear()
    this.#claims.clear()
    this.#coloured.clear()
  }

  /** Rows that point at a host, over namespaces. */
  rowsOfHost(cluster: string, host: string): Row[] {
    return this.#hosts.of(cluster, host).flatMap((key) => this.#entries.get(key)?.row ?? [])
  }

  #put(key: string, known: Entry | undefined, alias: Alias): void {
    const { provider, useCase } = readPurpose(alias, this.#options.domainsOf(alias.cluster))
    const purpose = { provider, useCase }
    if (known === undefined) {
      const entry = new Entry(alias, purpose)
      this.#entries.set(key, entry)
      this.#list.add(entry)
    } else {
      known.alias = alias
      known.purpose = purpose
    }
  }

  #refresh(keys: ReadonlySet<string>, removes: ServiceRef[], cause: DeltaCause): void {
    const upserts: Row[] = []
    for (const key of keys) {
      const entry = this.#entries.get(key)
      if (entry === undefined) continue
      const row = this.#row(entry)
      entry.row = row
      upserts.push(row)
    }
    const gone = removes.filter((ref) => !this.#entries.has(serviceKey(ref)))
    if (upserts.length > 0 || gone.length > 0) this.#options.onDelta({ upserts, removes: gone }, cause)
  }

  #row({ alias, purpose }: Entry): Row {
    return toRow(alias, {
      clusterDomain: this.#options.domainsOf(alias.cluster).clusterDomain,
      answers: alias.target === null ? [] : this.#options.answersOf(alias.cluster, alias.target),
      group: this.#mayHaveGroups(alias) ? groupMembership(alias.name, this.#surroundings(alias)) : null,
      purpose,
      finding: this.#options.worstFindingOf(alias),
      reviewState: this.#options.reviewStateOf(alias),
    })
  }

  /** A group has a Service named by a colour, or one whose labels claim a role: most namespaces have neither. */
  #mayHaveGroups(place: Alias): boolean {
    return this.#coloured.of(place) > 0 || this.#claims.areIn(place)
  }

  #surroundings({ cluster, namespace }: { cluster: string; namespace: string }) {
    return {
      labelsOf: (name: string) => this.#entries.get(serviceKey({ cluster, namespace, name }))?.alias.labels ?? null,
      claimants: (group: string, role: (typeof groupRoles)[number]) =>
        this.#claims.of({ cluster, namespace }, group, role),
    }
  }

  /** A Service that labels lead into a group or out of it changes who else is there by name. */
  #moveClaim(previous: Alias | null, next: Alias | null, touched: Set<string>): void {
    const alias = next ?? previous
    if (alias === null) return
    const groups = this.#claims.move(alias, previous?.labels ?? {}, next?.labels ?? {})
    if (groups.length === 0) return
    this.#touchSiblings(alias, touched)
    for (const group of groups)
      for (const role of groupRoles) touched.add(serviceKey({ ...alias, name: memberName(group, role) }))
  }

  #touchSiblings(ref: ServiceRef, touched: Set<string>): void {
    if (this.#coloured.of(ref) === 0) return
    const stem = ref.name.replace(/-(blue|green)$/, '')
    for (const name of [stem, `${stem}-blue`, `${stem}-green`, `${ref.name}-blue`, `${ref.name}-green`]) {
      const key = serviceKey({ ...ref, name })
      // One that comes later in the same delta is touched by itself.
      if (this.#entries.has(key)) touched.add(key)
    }
  }

  #count(ref: ServiceRef, change: 1 | -1): void {
    this.#aliases.add(ref, change)
    if (colours.some((colour) => ref.name.endsWith(`-${colour}`))) this.#coloured.add(ref, change)
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
  for (const { row } of entries) if (row !== null) yield row
}
