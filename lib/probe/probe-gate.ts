export type Entry = 'entered' | 'busy' | 'cancelled'

/** Lets a number of probes run at once and a number wait, first come, first served. */
export class ProbeGate {
  readonly #inFlight: number
  readonly #waiting: number
  readonly #waiters = new Set<(entry: Entry) => void>()
  #underWay = 0

  constructor(limits: { inFlight: number; waiting: number }) {
    this.#inFlight = limits.inFlight
    this.#waiting = limits.waiting
  }

  get load(): { running: number; waiting: number } {
    return { running: this.#underWay, waiting: this.#waiters.size }
  }

  /** After `entered` a `leave` is owed. */
  enter(signal: AbortSignal): Promise<Entry> {
    if (signal.aborted) return Promise.resolve('cancelled')
    if (this.#underWay < this.#inFlight) {
      this.#underWay += 1
      return Promise.resolve('entered')
    }
    if (this.#waiters.size >= this.#waiting) return Promise.resolve('busy')
    return new Promise((resolve) => {
      const settle = (entry: Entry) => {
        signal.removeEventListener('abort', giveUp)
        this.#waiters.delete(settle)
        resolve(entry)
      }
      const giveUp = () => settle('cancelled')
      signal.addEventListener('abort', giveUp, { once: true })
      this.#waiters.add(settle)
    })
  }

  leave(): void {
    const [next] = this.#waiters
    if (next === undefined) this.#underWay -= 1
    else next('entered')
  }
}
