/**
 * Which hosts are asked next: those on screen, then those never asked (the newest first), then those that are due again; a bounded number
 * at a time, and no host twice at once.
 */
export class AskQueue {
  readonly #limit: number
  readonly #ask: (host: string) => Promise<void>
  readonly #urgent = new Set<string>()
  readonly #fresh = new Set<string>()
  readonly #newestLast: string[] = []
  readonly #due = new Set<string>()
  readonly #running = new Map<string, Promise<void>>()
  readonly #onceMore = new Set<string>()
  #isHeldBack = false

  constructor(limit: number, ask: (host: string) => Promise<void>) {
    this.#limit = limit
    this.#ask = ask
  }

  urgent(host: string): void {
    if (this.#running.has(host)) return
    this.delete(host)
    this.#add(this.#urgent, host)
  }

  /** A host that came anew while it was being asked for somebody else is asked once more. */
  fresh(host: string): void {
    if (this.#running.has(host)) {
      this.#onceMore.add(host)
      return
    }
    if (this.#fresh.has(host) || this.#urgent.has(host)) return
    this.#newestLast.push(host)
    this.#add(this.#fresh, host)
  }

  again(host: string): void {
    if (!this.#fresh.has(host) && !this.#urgent.has(host)) this.#add(this.#due, host)
  }

  /** Until `goOn` only what is urgent is asked. */
  holdBack(): void {
    this.#isHeldBack = true
  }

  goOn(): void {
    this.#isHeldBack = false
    this.#pump()
  }

  delete(host: string): void {
    this.#urgent.delete(host)
    this.#fresh.delete(host)
    this.#due.delete(host)
    this.#onceMore.delete(host)
  }

  /** How many hosts are being asked for, and how many wait in which queue. */
  get sizes(): { asking: number; onScreen: number; neverAsked: number; due: number } {
    return {
      asking: this.#running.size,
      onScreen: this.#urgent.size,
      neverAsked: this.#fresh.size,
      due: this.#due.size,
    }
  }

  /** Forgets what waits and resolves when what runs has ended. */
  async close(): Promise<void> {
    for (const waiting of [this.#urgent, this.#fresh, this.#due, this.#onceMore]) waiting.clear()
    await Promise.all(this.#running.values())
  }

  #add(waiting: Set<string>, host: string): void {
    if (!this.#running.has(host)) waiting.add(host)
    this.#pump()
  }

  #pump(): void {
    while (this.#running.size < this.#limit) {
      const host = this.#take()
      if (host === null) return
      this.delete(host)
      const work = this.#ask(host).finally(() => {
        this.#running.delete(host)
        if (this.#onceMore.delete(host)) this.urgent(host)
        this.#pump()
      })
      this.#running.set(host, work)
    }
  }

  #take(): string | null {
    const urgent = firstOf(this.#urgent)
    return urgent !== null || this.#isHeldBack ? urgent : (this.#newest() ?? firstOf(this.#due))
  }

  #newest(): string | null {
    for (;;) {
      const host = this.#newestLast.pop()
      if (host === undefined) return null
      // What was asked or forgotten meanwhile is only in the stack any more.
      if (this.#fresh.has(host)) return host
    }
  }
}

function firstOf(waiting: ReadonlySet<string>): string | null {
  for (const host of waiting) return host
  return null
}
