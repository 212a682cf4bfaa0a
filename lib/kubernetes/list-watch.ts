import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { backoffMs, denialBackoffMs } from './backoff'
import { KnownObjects, type OnDelta, type OpenList } from './known-objects'
import type { KubeClient, Query } from './kube-client'
import type { KubeObject } from './kube-object'
import { listPages } from './list-pages'
import { pause } from './pause'
import { isExpired } from './status-error'
import { initialEvents, StreamedList } from './streamed-list'
import type { WatchEvent } from './watch-stream'

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
  /** What has to be known before the first object is told: it is asked for meanwhile. Must not fail. */
  after?: Promise<void>
  onDelta: OnDelta
  onStatus(status: ListWatchStatus): void
}

/**
 * Keeps up with one selection: a watch whose first events are the list (KEP-3157), or a list in pages and a watch from there where the server
 * cannot; it resumes where a watch broke off, and lists again and tells the difference when the server has forgotten that far (410). It never gives up.
 * `start` begins once, however often it is called; `stop` is for good.
 */
export class ListWatch {
  readonly #options: ListWatchOptions
  readonly #known: KnownObjects
  #attempt = new AbortController()
  #isEnded = false
  #resumeFrom: string | null = null
  #isSelected = true
  /** How the next list comes; whether the server can send one as a watch's first events is known once it refused to. */
  #isStreamed = true
  #canStream = true
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
    this.#known = new KnownObjects(options.onDelta)
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
      if (this.#resumeFrom === null && !this.#isStreamed) await this.#list(signal)
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
    if (this.#phase === 'list' && this.#isStreamed && isRefused(error)) {
      // A right that is missing is told by the list itself: then the answer names the verb.
      this.#canStream = isForbidden(error)
      this.#isStreamed = false
      return 0
    }
    if (this.#phase === 'list') this.#pageSize = nextPageSize(this.#pageSize, error)
    if (isUnsupportedSelector(error) && this.#isSelected) {
      this.#isSelected = false
      this.#resumeFrom = null
      return 0
    }
    const why = error instanceof Error ? error.message : 'unknown failure'
    if (isForbidden(error)) {
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
    const { client, clock, selection, after } = this.#options
    const list = this.#known.beginList()
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
      await after
      list.add(page.objects.filter((object) => this.#isSelected || selection.matches(object)))
    }
    this.#endList(list, resourceVersion)
  }

  /** Watches from where the last watch or list ended; where there is nothing to go on from, the first events are the list. */
  async #follow(signal: AbortSignal): Promise<void> {
    const { client, clock, random, selection, after, onStatus } = this.#options
    const list = this.#resumeFrom === null ? new StreamedList(this.#known.beginList()) : null
    this.#phase = list === null ? 'watch' : 'list'
    this.#pageAskedAtMs = clock.now()
    const lastingSeconds = shortestWatchSeconds + Math.floor(random() * (longestWatchSeconds - shortestWatchSeconds))
    const query: Query = {
      ...this.#selectors(),
      ...(list === null ? { resourceVersion: this.#resumeFrom ?? undefined } : initialEvents),
      allowWatchBookmarks: true,
      timeoutSeconds: lastingSeconds,
    }
    let cancel = () => {}
    const onFollowing = () => {
      onStatus({ kind: 'following' })
      this.#denials = 0
      cancel = clock.after(settledAfterMs, () => {
        this.#isSettled = true
      })
    }
    const onOpen = () => {
      if (list === null) onFollowing()
      return after
    }
    const onEvent = (event: WatchEvent) => {
      if (list === null || this.#resumeFrom !== null) return this.#take(event)
      const resourceVersion = list.take(event)
      if (resourceVersion === null) return
      this.#endList(list, resourceVersion)
      this.#phase = 'watch'
      onFollowing()
    }
    try {
      await client.watch({ path: selection.path, query, signal, idleTimeoutMs, onOpen, onEvent })
    } finally {
      cancel()
    }
    if (this.#resumeFrom !== null || signal.aborted) return
    // A server that takes no notice of what it is asked.
    this.#isStreamed = false
    throw new AppError('unavailable', 'the watch ended before the list that it began with', { reason: 'broken-answer' })
  }

  #endList(list: Pick<OpenList, 'end'>, resourceVersion: string): void {
    list.end()
    this.#resumeFrom = resourceVersion
    this.#isStreamed = this.#canStream
    this.#wasListed = true
    this.#denials = 0
    this.#options.onStatus({ kind: 'listed' })
  }

  #take({ type, object }: WatchEvent): void {
    const { selection } = this.#options
    // Without a selector an object that no longer matches arrives as MODIFIED.
    if (type === 'DELETED' || (type !== 'BOOKMARK' && !this.#isSelected && !selection.matches(object))) {
      this.#known.drop(object)
    } else if (type !== 'BOOKMARK') this.#known.put([object])
    this.#isSettled = true
    this.#resumeFrom = object.metadata.resourceVersion ?? this.#resumeFrom
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

function isForbidden(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'forbidden'
}

// Servers without the feature call the parameters invalid, older ones call one of them forbidden in a watch.
function isRefused(error: unknown): boolean {
  return (
    isForbidden(error) || (error instanceof AppError && (error.code === 'invalid' || error.code === 'unprocessable'))
  )
}

// Servers before 1.31 know no field `spec.type` of a Service.
function isUnsupportedSelector(error: unknown): boolean {
  return error instanceof AppError && error.extra.status === 400 && /field label not supported/.test(error.message)
}
