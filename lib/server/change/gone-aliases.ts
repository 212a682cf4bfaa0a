import type { Alias } from '@/lib/domain/alias/alias'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { AskQueue } from '@/lib/server/monitor/ask-queue'
import { pause } from './pause'

/** What became of an alias that left the watch: the Service as it is now, or that it is gone, or that nobody could say. */
export type GoneFate = Alias | 'deleted' | 'unknown'

export interface GoneAliasesOptions {
  clock: Clock
  /** The Service of this name as it is now, null when there is none. */
  read(ref: ServiceRef): Promise<Alias | null>
  /** Whether a change through Signpost deleted it. */
  isOurs(previous: Alias): Promise<boolean>
  onFate(previous: Alias, fate: GoneFate): void
}

const atOnce = 4
const maxWaiting = 2_000
const attempts = 3
const retryMs = 2_000

/**
 * Reads what became of aliases that left the watch: with a field selector a Service of another type arrives there as deleted, too. Four at a time,
 * 2,000 in line; a Service that could not be read in three attempts is of unknown fate.
 */
export class GoneAliases {
  readonly #options: GoneAliasesOptions
  readonly #waiting = new Map<string, Alias>()
  readonly #queue: AskQueue
  #isClosed = false

  constructor(options: GoneAliasesOptions) {
    this.#options = options
    this.#queue = new AskQueue(atOnce, (uid) => this.#look(uid))
  }

  see(previous: Alias): void {
    if (this.#isClosed || this.#waiting.size >= maxWaiting) return
    this.#waiting.set(previous.uid, previous)
    this.#queue.fresh(previous.uid)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.clear()
    await this.#queue.close()
  }

  async #look(uid: string): Promise<void> {
    const previous = this.#waiting.get(uid)
    if (previous === undefined) return
    const fate = await this.#fateOf(previous)
    const isOurs = fate === 'deleted' && (await this.#options.isOurs(previous).catch(() => false))
    if (this.#isClosed) return
    this.#waiting.delete(uid)
    if (!isOurs) this.#options.onFate(previous, fate)
  }

  async #fateOf(previous: Alias): Promise<GoneFate> {
    const { read, clock } = this.#options
    for (let attempt = 1; ; attempt += 1) {
      try {
        const now = await read(previous)
        return now === null || now.uid !== previous.uid ? 'deleted' : now
      } catch (error) {
        const isPassing = error instanceof AppError && error.code === 'unavailable'
        if (!isPassing || attempt >= attempts || this.#isClosed) return 'unknown'
      }
      await pause(clock, retryMs)
    }
  }
}
