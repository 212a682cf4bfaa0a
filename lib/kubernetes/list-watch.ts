import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { backoffMs, denialBackoffMs } from './backoff'
import type { KubeClient, Query } from './kube-client'
import type { KubeObject } from './kube-object'
import { listPages } from './list-pages'
import { pause } from './pause'
import { isExpired } from './status-error'

const pageSize = 1_000
const largePageSize = 5_000
const smallPageSize = 25
const idleTimeoutMs = 90_000
const settledAfterMs = 1_000
const shortestWatchSeconds = 300
const longestWatchSeconds = 480
const shownDenials = 3

/** What to list and watch: all objects at `path` that the selectors choose; `matches` says the same for one object. */
export interface Selection {
  resource: string
  path: string
  fieldSelector?: string
  labelSelector?: string
  matches(object: KubeObject): boolean
}

export interface KnownObject {
  uid: string
  name: string
  resourceVersion: string
}

export type ListWatchStatus =
  | { kind: 'listed' }
  | { kind: 'following' }
  | { kind: 'failing'; why: string }
  | { kind: 'denied'; verb: string; why: string }

export interface ListWatchOptions {
  client: KubeClient
  selection: Selection
  clock: Clock
  random: () => number
  /** What changed since the last call: nothing is told twice, nothing is left out. Must not throw. */
  onDelta(delta: { upserts: KubeObject[]; removes: KnownObject[] }): void
  onStatus(status: ListWatchStatus): void
}

/**
 * Keeps up with one selection: lists it in pages, watches from there, resumes where a watch broke off, lists again and tells the difference
 * when the server has forgotten that far (410). It never gives up. `start` begins once, however often it is called; `stop` is for good.
 */
export class ListWatch {
  readonly #options: ListWatchOptions
  readonly #known = new Map<string, KnownObject>()
  #attempt = new AbortController()
  #isEnded = false
  #resumeFrom: string | null = null
  #isSelected = true
  #phase: 'list' | 'watch' | 'pause' = 'pause'
  #pageAskedAtMs = 0
  #pageSize = pageSize
  #wasListed = false
  #isSettled = false
  #failures = 0
  #denials = 0
  #running: Promise<void> | null = null

  constructor(options: ListWatchOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Tries again at once after the server was silent since then: reconnects the watch, ends a pause or a page that was asked before. */
  nudge(silentSinceMs: number): void {
    if (this.#phase === 'list' && this.#pageAskedAtMs > silentSinceMs) return
    this.#attempt.abort()
  }

  async stop(): Promise<void> {
    this.#isEnded = true
    this.#attempt.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#isEnded) {
      this.#attempt = new AbortController()
      const { signal } = this.#attempt
      const delayMs = await this.#try(signal)
      this.#phase = 'pause'
      await pause(this.#options.clock, delayMs, signal)
    }
  }

  /** One list (where needed) and one watch; returns how long to wait before the next. */
  async #try(signal: AbortSignal): Promise<number> {
    const { random } = this.#options
    this.#isSettled = false
    try {
      if (this.#resumeFrom === null) await this.#list(signal)
      await this.#follow(signal)
      if (signal.aborted) return 0
      this.#failures = this.#isSettled ? 0 : this.#failures + 1
      return backoffMs(this.#failures, random)
    } catch (error) {
      return signal.aborted ? 0 : this.#afterFailure(error)
    }
  }

  #afterFailure(error: unknown): number {
    const { random, onStatus } = this.#options
    if (this.#isSettled) this.#failures = 0
    if (isExpired(error)) this.#resumeFrom = null
    if (this.#phase === 'list') this.#pageSize = nextPageSize(this.#pageSize, error)
    if (isUnsupportedSelector(error) && this.#isSelected) {
      this.#isSelected = false
      this.#resumeFrom = null
      return 0
    }
    const why = error instanceof Error ? error.message : 'unknown failure'
    if (error instanceof AppError && error.code === 'forbidden') {
      this.#denials += 1
      const verb = this.#phase === 'list' ? 'list' : 'watch'
      if (!this.#wasListed || this.#denials >= shownDenials) onStatus({ kind: 'denied', verb, why })
      return denialBackoffMs(this.#denials, random)
    }
    this.#failures += 1
    if (!isExpired(error)) onStatus({ kind: 'failing', why })
    return backoffMs(this.#failures, random)
  }

  async #list(signal: AbortSignal): Promise<void> {
    this.#phase = 'list'
    const { client, clock, selection, onStatus } = this.#options
    const gone = new Map(this.#known)
    const onAsk = () => {
      this.#pageAskedAtMs = clock.now()
    }
    const pages = listPages(client, {
      path: selection.path,
      query: this.#selectors(),
      limit: this.#pageSize,
      signal,
      onAsk,
    })
    let resourceVersion = ''
    for await (const page of pages) {
      resourceVersion ||= page.resourceVersion
      const chosen = page.objects.filter((object) => this.#isSelected || selection.matches(object))
      for (const { metadata } of chosen) gone.delete(metadata.uid ?? '')
      this.#tell(
        chosen.filter((object) => this.#isNews(object)),
        [],
      )
    }
    this.#tell([], [...gone.values()])
    this.#resumeFrom = resourceVersion
    this.#wasListed = true
    this.#denials = 0
    onStatus({ kind: 'listed' })
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.#phase = 'watch'
    const { client, clock, random, selection, onStatus } = this.#options
    const lastingSeconds = shortestWatchSeconds + Math.floor(random() * (longestWatchSeconds - shortestWatchSeconds))
    const query: Query = {
      ...this.#selectors(),
      allowWatchBookmarks: true,
      resourceVersion: this.#resumeFrom ?? undefined,
      timeoutSeconds: lastingSeconds,
    }
    let cancel = () => {}
    const onOpen = () => {
      onStatus({ kind: 'following' })
      this.#denials = 0
      cancel = clock.after(settledAfterMs, () => {
        this.#isSettled = true
      })
    }
    try {
      for await (const { type, object } of client.watch({
        path: selection.path,
        query,
        signal,
        idleTimeoutMs,
        onOpen,
      })) {
        if (type !== 'BOOKMARK') this.#take(object, type === 'DELETED')
        this.#isSettled = true
        this.#resumeFrom = object.metadata.resourceVersion ?? this.#resumeFrom
      }
    } finally {
      cancel()
    }
  }

  #take(object: KubeObject, isDeleted: boolean): void {
    const { selection } = this.#options
    // Without a selector an object that no longer matches arrives as MODIFIED.
    if (isDeleted || (!this.#isSelected && !selection.matches(object))) {
      const known = this.#known.get(object.metadata.uid ?? '')
      if (known !== undefined) this.#tell([], [known])
    } else if (this.#isNews(object)) {
      this.#tell([object], [])
    }
  }

  #isNews({ metadata }: KubeObject): boolean {
    return this.#known.get(metadata.uid ?? '')?.resourceVersion !== metadata.resourceVersion
  }

  #tell(upserts: KubeObject[], removes: KnownObject[]): void {
    if (upserts.length === 0 && removes.length === 0) return
    this.#options.onDelta({ upserts, removes })
    for (const { uid } of removes) this.#known.delete(uid)
    for (const { metadata } of upserts) {
      const { uid = '', name, resourceVersion = '' } = metadata
      this.#known.set(uid, { uid, name, resourceVersion })
    }
  }

  #selectors(): Query {
    const { fieldSelector, labelSelector } = this.#options.selection
    return { labelSelector, fieldSelector: this.#isSelected ? fieldSelector : undefined }
  }
}

// A list that outlived its continue token goes on in larger pages; one whose page was too big for the client in small ones, and stays so.
function nextPageSize(current: number, error: unknown): number {
  if (error instanceof AppError && error.code === 'too-large') return smallPageSize
  return isExpired(error) && current !== smallPageSize ? largePageSize : current
}

// Servers before 1.31 know no field `spec.type` of a Service.
function isUnsupportedSelector(error: unknown): boolean {
  return error instanceof AppError && error.extra.status === 400 && /field label not supported/.test(error.message)
}
