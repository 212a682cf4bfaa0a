import { type SeverityCounts, type SeveritySample, sampleSeconds } from '@/lib/contract/severity-history'
import type { Clock } from '@/lib/domain/clock'
import { type Severity, severities, severityRank } from '@/lib/domain/resolution/severity'

const firstSampleMs = 15_000
const sampleMs = sampleSeconds * 1000
const maximumSamples = 288
const maximumChanges = 200_000
const hourMs = 3_600_000
const width = severities.length + 1
const unowned = severities.length

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

/** Counts of one namespace: before the oldest sample kept, and at the newest one. */
interface NamespaceCounts {
  cluster: string
  namespace: string
  base: number[]
  newest: number[]
  /** How many of the samples kept changed it. */
  changes: number
}

/** What changed at a sample: `width` differences for each of the namespaces. */
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
  readonly #namespaces = new Map<string, NamespaceCounts>()
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
    const asked = new Set([...this.#namespaces.values()].filter(isAsked))
    const clusters = new Set([...asked].map(({ cluster }) => cluster))
    const sinceMs = Math.max(0, ...[...clusters].map((cluster) => this.#clusterSinceMs.get(cluster) ?? 0))
    const sums = new Array<number>(width).fill(0)
    for (const { base } of asked) add(sums, base)
    const samples: SeveritySample[] = []
    for (const { atMs, namespaces, differences } of this.#samples) {
      for (const [index, counts] of namespaces.entries()) if (asked.has(counts)) add(sums, differences, index * width)
      if (atMs >= sinceMs) samples.push({ at: new Date(atMs).toISOString(), ...named(sums) })
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
    this.#keep(atMs, this.#count(clusters))
    while (this.#isTooMuch(atMs)) this.#dropOldest()
    return true
  }

  #count(clusters: ReadonlySet<string>): Map<NamespaceCounts, number[]> {
    // Zeros for all that is known, so that what is gone is counted down.
    const counted = new Map([...this.#namespaces.values()].map((counts) => [counts, new Array<number>(width).fill(0)]))
    for (const row of this.#options.rows()) {
      if (!clusters.has(row.cluster)) continue
      const counts = this.#namespaceOf(row)
      const now = counted.get(counts) ?? new Array<number>(width).fill(0)
      counted.set(counts, now)
      bump(now, severityRank(row.severity))
      if (row.owner === null) bump(now, unowned)
    }
    return counted
  }

  #namespaceOf({ cluster, namespace }: CountedRow): NamespaceCounts {
    const key = `${cluster}/${namespace}`
    const known = this.#namespaces.get(key)
    if (known) return known
    const zeros = () => new Array<number>(width).fill(0)
    const counts = { cluster, namespace, base: zeros(), newest: zeros(), changes: 0 }
    this.#namespaces.set(key, counts)
    return counts
  }

  #keep(atMs: number, counted: ReadonlyMap<NamespaceCounts, number[]>): void {
    const changed = [...counted].filter(([{ newest }, now]) => now.some((count, index) => count !== newest[index]))
    const differences = new Int32Array(changed.length * width)
    for (const [index, [counts, now]] of changed.entries()) {
      differences.set(
        now.map((count, each) => count - (counts.newest[each] ?? 0)),
        index * width,
      )
      counts.newest = now
      counts.changes += 1
    }
    this.#changes += changed.length
    this.#samples.push({ atMs, namespaces: changed.map(([counts]) => counts), differences })
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
      add(counts.base, oldest?.differences ?? [], index * width)
      counts.changes -= 1
      this.#changes -= 1
      const isGone = counts.changes === 0 && counts.base.every((count) => count === 0)
      if (isGone) this.#namespaces.delete(`${counts.cluster}/${counts.namespace}`)
    }
  }

  #forget(): void {
    this.#namespaces.clear()
    this.#clusterSinceMs.clear()
    this.#samples.length = 0
    this.#changes = 0
  }
}

function add(sums: number[], counts: ArrayLike<number>, offset = 0): void {
  for (let index = 0; index < width; index += 1) sums[index] = (sums[index] ?? 0) + (counts[offset + index] ?? 0)
}

function bump(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1
}

function named(sums: readonly number[]): SeverityCounts {
  const of = (severity: Severity) => sums[severityRank(severity)] ?? 0
  return {
    critical: of('critical'),
    warning: of('warning'),
    unknown: of('unknown'),
    info: of('info'),
    ok: of('ok'),
    unowned: sums[unowned] ?? 0,
  }
}
