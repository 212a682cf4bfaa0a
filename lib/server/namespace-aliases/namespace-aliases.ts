import type { Alias } from '@/lib/domain/alias/alias'
import type { AliasedService, NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { AskQueue } from '@/lib/server/monitor/ask-queue'
import { DueTimes } from '@/lib/server/monitor/due-times'
import { findPath } from './find-path'

export interface NamespaceAliasesOptions {
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  clusterDomain: string
  /** Reads one Service of the cluster; throws when the API server cannot be asked. */
  read(namespace: string, service: string): Promise<AliasedService | 'missing' | 'unknown'>
  /** Called when where an alias leads was found out, or is another way now. */
  onPath(ref: ServiceRef): void
}

interface Followed {
  ref: ServiceRef
  target: string
  path: NamespaceAliasPath | null
  shownUntilMs: number
  followedMs: number
}

const times = {
  atOnce: 4,
  shownMs: 180_000,
  onScreenMs: 30_000,
  backgroundMs: 300_000,
  /** After the API server could not be asked. */
  failedMs: 30_000,
} as const

/**
 * Follows each alias whose target is a Service of the same cluster, with the console's rights: every 30 s on screen, else every 5 minutes
 * ±20 %, four at a time. While the API server is away the last way holds.
 */
export class NamespaceAliases {
  readonly #options: NamespaceAliasesOptions
  readonly #followed = new Map<string, Followed>()
  readonly #queue: AskQueue
  readonly #due: DueTimes

  constructor(options: NamespaceAliasesOptions) {
    this.#options = options
    this.#queue = new AskQueue(times.atOnce, (key) => this.#follow(key))
    this.#due = new DueTimes(options.clock, (keys) => {
      for (const key of keys) this.#queue.again(key)
    })
  }

  track({ cluster, namespace, name, target }: Alias): void {
    const ref = { cluster, namespace, name }
    const key = serviceKey(ref)
    const known = this.#followed.get(key)
    if (known !== undefined && known.target === target) return
    this.untrack(ref)
    if (target === null || readNamespaceAlias(target, this.#options.clusterDomain) === null) return
    this.#followed.set(key, { ref, target, path: null, shownUntilMs: known?.shownUntilMs ?? 0, followedMs: 0 })
    this.#queue.fresh(key)
  }

  untrack(ref: ServiceRef): void {
    const key = serviceKey(ref)
    this.#followed.delete(key)
    this.#queue.delete(key)
    this.#due.delete(key)
  }

  /** Says that aliases are on screen for the next minutes. */
  show(refs: readonly ServiceRef[]): void {
    const now = this.#options.clock.now()
    for (const ref of refs) {
      const followed = this.#followed.get(serviceKey(ref))
      if (followed === undefined) continue
      followed.shownUntilMs = now + times.shownMs
      this.#due.hasten(serviceKey(ref), followed.followedMs + times.onScreenMs)
    }
  }

  /** Null when the target is not in this cluster, or was not followed yet. */
  path(ref: ServiceRef): NamespaceAliasPath | null {
    return this.#followed.get(serviceKey(ref))?.path ?? null
  }

  async close(): Promise<void> {
    this.#due.close()
    this.#followed.clear()
    await this.#queue.close()
  }

  async #follow(key: string): Promise<void> {
    const followed = this.#followed.get(key)
    if (followed === undefined) return
    const path = await findPath({ ...followed.ref, target: followed.target }, this.#options).catch(() => null)
    if (this.#followed.get(key) !== followed) return
    followed.followedMs = this.#options.clock.now()
    this.#due.set(key, followed.followedMs + this.#pauseMs(followed, path))
    if (path === null || JSON.stringify(path) === JSON.stringify(followed.path)) return
    followed.path = path
    this.#options.onPath(followed.ref)
  }

  #pauseMs({ shownUntilMs, followedMs }: Followed, path: NamespaceAliasPath | null): number {
    if (path === null) return times.failedMs
    return followedMs < shownUntilMs ? times.onScreenMs : times.backgroundMs * (0.8 + 0.4 * this.#options.random())
  }
}
