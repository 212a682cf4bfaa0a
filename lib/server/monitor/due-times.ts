import type { Clock } from '@/lib/domain/clock'

const tickMs = 1000

/** When each key is due, under one timer: a key is told within a second after its time, once. */
export class DueTimes {
  readonly #clock: Clock
  readonly #onDue: (keys: string[]) => void
  readonly #secondOf = new Map<string, number>()
  readonly #keysIn = new Map<number, Set<string>>()
  #lastSecond: number
  #cancelTick: (() => void) | null = null

  constructor(clock: Clock, onDue: (keys: string[]) => void) {
    this.#clock = clock
    this.#onDue = onDue
    this.#lastSecond = Math.floor(clock.now() / tickMs)
  }

  /** Sets the time of a key, in milliseconds since the epoch; an earlier one is forgotten. */
  set(key: string, atMs: number): void {
    this.delete(key)
    if (this.#secondOf.size === 0) this.#lastSecond = Math.floor(this.#clock.now() / tickMs)
    const second = Math.max(Math.ceil(atMs / tickMs), this.#lastSecond + 1)
    this.#secondOf.set(key, second)
    const keys = this.#keysIn.get(second)
    if (keys === undefined) this.#keysIn.set(second, new Set([key]))
    else keys.add(key)
    this.#cancelTick ??= this.#clock.after(tickMs, () => this.#tick())
  }

  /** Sets the time of a key only where that is sooner. */
  hasten(key: string, atMs: number): void {
    const second = this.#secondOf.get(key)
    if (second !== undefined && second > Math.ceil(atMs / tickMs)) this.set(key, atMs)
  }

  delete(key: string): void {
    const second = this.#secondOf.get(key)
    if (second === undefined) return
    this.#secondOf.delete(key)
    const keys = this.#keysIn.get(second)
    keys?.delete(key)
    if (keys?.size === 0) this.#keysIn.delete(second)
  }

  close(): void {
    this.#cancelTick?.()
    this.#cancelTick = null
    this.#secondOf.clear()
    this.#keysIn.clear()
  }

  #tick(): void {
    const now = Math.floor(this.#clock.now() / tickMs)
    const due: string[] = []
    // After a long pause (a suspended machine) there are fewer buckets than seconds.
    const seconds = [...this.#keysIn.keys()].filter((second) => second <= now)
    for (const second of seconds.sort((a, b) => a - b)) {
      for (const key of this.#keysIn.get(second) ?? []) {
        due.push(key)
        this.#secondOf.delete(key)
      }
      this.#keysIn.delete(second)
    }
    this.#lastSecond = Math.max(this.#lastSecond, now)
    this.#cancelTick = this.#secondOf.size === 0 ? null : this.#clock.after(tickMs, () => this.#tick())
    if (due.length > 0) this.#onDue(due)
  }
}
