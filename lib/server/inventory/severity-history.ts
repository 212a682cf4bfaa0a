import { type SeveritySample, sampleSeconds } from '@/lib/contract/severity-history'
import type { Clock } from '@/lib/domain/clock'
import type { Severity } from '@/lib/domain/resolution/severity'
import { addSums, countRow, namedSums, sumsWidth, zeroSums } from './severity-sums'

const firstSampleMs = 15_000
const sampleMs = sampleSeconds * 1000
const maximumSamples = 288
const maximumChanges = 200_000
const hourMs = 3_600_000

/** What is counted of a row. */
export interface CountedRow {
  cluster: string
  namespace: string
  severity: Severity
  owner: object | null
}

export interface SeverityHistoryOptions {
  clock: Clock
  rows(): Iterable<CountedRow>
  /** Clusters of which the rows are known; the others are not counted yet. */
  clusters(): readonly string[]
}

/** Counts of one namespace: before the oldest sample kept, at the newest one, and while they are counted. */
interface NamespaceCounts {
  cluster: string
  namespace: string
  base: number[]
  newest: number[]
  now: number[]
  /** How many of the samples kept changed it. */
  changes: number
}

/** What changed at a sample: `sumsWidth` differences for each of the namespaces. */
interface Sample {
  atMs: number
  namespaces: NamespaceCounts[]
  differences: Int32Array
}

/** Counts over the namespaces that were asked for, oldest first. */
export interface CountedHistory {
  samples: SeveritySample[]
  hourAgo: SeveritySample | null
}

/**
 * How many aliases had each severity, per cluster and namespace, every five minutes of the last day. It holds only what changed from one sample to
 * the next, and at most 200,000 changes: where more changes, it reaches less far back.
 */
export class SeverityHistory {
  readonly #options: SeverityHistoryOptions
  readonly #namespaces = new Map<string, Map<string, NamespaceCounts>>()
  readonly #clusterSinceMs = new Map<string, number>()
  readonly #samples: Sample[] = []
  #changes = 0
  #cancel: (() => void) | null = null

  constructor(options: SeverityHistoryOptions) {
    this.#options = options
  }

  /** Takes the first sample after 15 s, when most hosts were asked, then one every 5 min. */
  start(): void {
    this.#wait(firstSampleMs)
  }

  /** Forgets everything and begins anew: the clusters themselves changed. */
  clear(): void {
    this.#forget()
    if (this.#cancel !== null) this.#wait(firstSampleMs)
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  /** Changes that are held, 200,000 at most. */
  get size(): number {
    return this.#changes
  }

  /** The sums over the namespaces that `isAsked` takes; `hourAgo` is the newest sample that is at least an hour old and at most ten minutes more. */
  read(isAsked: (place: { cluster: string; namespace: string }) => boolean): CountedHistory {
    const asked = new Set(this.#known().filter(isAsked))
    const clusters = new Set([...asked].map(({ cluster }) => cluster))
    const sinceMs = Math.max(0, ...[...clusters].map((cluster) => this.#clusterSinceMs.get(cluster) ?? 0))
    const sums = zeroSums()
    for (const { base } of asked) addSums(sums, base)
    const samples: SeveritySample[] = []
    for (const { atMs, namespaces, differences } of this.#samples) {
      for (const [index, counts] of namespaces.entries())
        if (asked.has(counts)) addSums(sums, differences, index * sumsWidth)
      if (atMs >= sinceMs) samples.push({ at: new Date(atMs).toISOString(), ...namedSums(sums) })
    }
    return { samples, hourAgo: this.#hourAgo(samples) }
  }

  #hourAgo(samples: readonly SeveritySample[]): SeveritySample | null {
    const nowMs = this.#options.clock.now()
    const known = samples.findLast(({ at }) => nowMs - Date.parse(at) >= hourMs)
    return known === undefined || nowMs - Date.parse(known.at) > hourMs + 2 * sampleMs ? null : known
  }

  #wait(delayMs: number): void {
    this.#cancel?.()
    this.#cancel = this.#options.clock.after(delayMs, () => {
      const wasTaken = this.#sample()
      this.#wait(wasTaken ? sampleMs : firstSampleMs)
    })
  }

  #sample(): boolean {
    const atMs = this.#options.clock.now()
    // A clock that was set back makes the times of what is held wrong.
    if (atMs < (this.#samples.at(-1)?.atMs ?? 0)) this.#forget()
    const clusters = new Set(this.#options.clusters())
    if (clusters.size === 0) return false
    for (const cluster of clusters) if (!this.#clusterSinceMs.has(cluster)) this.#clusterSinceMs.set(cluster, atMs)
    this.#count(clusters)
    this.#keep(atMs)
    while (this.#isTooMuch(atMs)) this.#dropOldest()
    return true
  }

  #known(): NamespaceCounts[] {
    return [...this.#namespaces.values()].flatMap((namespaces) => [...namespaces.values()])
  }

  #count(clusters: ReadonlySet<string>): void {
    for (const { now } of this.#known()) now.fill(0)
    for (const { cluster, namespace, severity, owner } of this.#options.rows()) {
      if (!clusters.has(cluster)) continue
      const { now } = this.#namespaces.get(cluster)?.get(namespace) ?? this.#begin(cluster, namespace)
      countRow(now, severity, owner === null)
    }
  }

  #begin(cluster: string, namespace: string): NamespaceCounts {
    const [base, newest, now] = [zeroSums(), zeroSums(), zeroSums()]
    const counts = { cluster, namespace, base, newest, now, changes: 0 }
    const namespaces = this.#namespaces.get(cluster) ?? new Map<string, NamespaceCounts>()
    this.#namespaces.set(cluster, namespaces.set(namespace, counts))
    return counts
  }

  #keep(atMs: number): void {
    const changed = this.#known().filter(({ now, newest }) => now.some((count, index) => count !== newest[index]))
    const differences = new Int32Array(changed.length * sumsWidth)
    for (const [index, counts] of changed.entries()) {
      const { now, newest } = counts
      for (let each = 0; each < sumsWidth; each += 1) {
        differences[index * sumsWidth + each] = (now[each] ?? 0) - (newest[each] ?? 0)
      }
      counts.newest = now
      counts.now = newest
      counts.changes += 1
    }
    this.#changes += changed.length
    this.#samples.push({ atMs, namespaces: changed, differences })
  }

  #isTooMuch(nowMs: number): boolean {
    const { length } = this.#samples
    const oldest = this.#samples[0]
    if (oldest === undefined || length === 1) return false
    return length > maximumSamples || this.#changes > maximumChanges || nowMs - oldest.atMs > maximumSamples * sampleMs
  }

  /** Its differences become part of what was before the samples; a namespace that is zero throughout is forgotten. */
  #dropOldest(): void {
    const oldest = this.#samples.shift()
    for (const [index, counts] of oldest?.namespaces.entries() ?? []) {
      addSums(counts.base, oldest?.differences ?? [], index * sumsWidth)
      counts.changes -= 1
      this.#changes -= 1
      const isGone = counts.changes === 0 && counts.base.every((count) => count === 0)
      if (isGone) this.#namespaces.get(counts.cluster)?.delete(counts.namespace)
    }
  }

  #forget(): void {
    this.#namespaces.clear()
    this.#clusterSinceMs.clear()
    this.#samples.length = 0
    this.#changes = 0
  }
}
