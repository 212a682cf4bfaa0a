import type { EventName } from '@/lib/contract/events'

export const sourceStates = ['connecting', 'live', 'reconnecting', 'stale'] as const

/** `reconnecting` turns into `stale` when it takes longer than a reader would think nothing of. */
export type SourceState = (typeof sourceStates)[number]

/** What this console uses of an EventSource. */
export interface Source {
  readonly readyState: number
  addEventListener(name: string, listener: (event: { data?: unknown }) => void): void
  close(): void
}

interface StreamReaderOptions {
  url: string
  platform: {
    openSource(url: string): Source
    after(delayMs: number, run: () => void): () => void
    random(): number
  }
  onEvent(name: EventName, text: string): void
  onState(state: SourceState): void
}

const names: readonly EventName[] = ['rows', 'clusters', 'changes', 'resync']
const closed = 2
const staleAfterMs = 10_000
const longestPauseMs = 8000

/**
 * Reads the stream and never gives up: an EventSource reconnects by itself after a lost connection but not after an HTTP error, so this one
 * opens a new one then, with a growing, jittered pause.
 */
export class StreamReader {
  readonly #options: StreamReaderOptions
  #source: Source | null = null
  #failures = 0
  #cancelRetry: (() => void) | null = null
  #cancelStale: (() => void) | null = null
  #wasLive = false

  constructor(options: StreamReaderOptions) {
    this.#options = options
    this.#open()
  }

  close(): void {
    this.#source?.close()
    this.#source = null
    this.#cancelRetry?.()
    this.#cancelStale?.()
  }

  #open(): void {
    const source = this.#options.platform.openSource(this.#options.url)
    this.#source = source
    if (!this.#wasLive) this.#options.onState('connecting')
    this.#awaitStale()
    source.addEventListener('open', () => {
      this.#failures = 0
      this.#wasLive = true
      this.#cancelStale?.()
      this.#cancelStale = null
      this.#options.onState('live')
    })
    source.addEventListener('error', () => this.#failed(source))
    for (const name of names) {
      source.addEventListener(name, ({ data }) => {
        if (typeof data === 'string') this.#options.onEvent(name, data)
      })
    }
  }

  #failed(source: Source): void {
    if (source !== this.#source) return
    if (this.#cancelStale === null) this.#options.onState('reconnecting')
    this.#awaitStale()
    if (source.readyState !== closed) return
    source.close()
    this.#failures += 1
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** this.#failures) * (0.5 + this.#options.platform.random() / 2)
    this.#cancelRetry?.()
    this.#cancelRetry = this.#options.platform.after(pauseMs, () => this.#open())
  }

  #awaitStale(): void {
    this.#cancelStale ??= this.#options.platform.after(staleAfterMs, () => this.#options.onState('stale'))
  }
}
