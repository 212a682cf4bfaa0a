export type Connection = 'connecting' | 'live' | 'reconnecting' | 'stale'

export interface LiveSnapshot {
  connection: Connection
  /** Milliseconds since the epoch of the last thing heard, null before the first. */
  heardAtMs: number | null
  revision: number | null
  /** The last thing to say aloud to those who cannot see it change. */
  announcement: string
}

/** What the page knows of its stream, for `useSyncExternalStore`. */
export class LiveState {
  #snapshot: LiveSnapshot = { connection: 'connecting', heardAtMs: null, revision: null, announcement: '' }
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly snapshot = (): LiveSnapshot => this.#snapshot

  set(change: Partial<LiveSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}
