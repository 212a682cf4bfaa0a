interface ThrottleOptions {
  intervalMs: number
  longestMs: number
  after(delayMs: number, run: () => void): () => void
  run(): void
}

/**
 * Runs at once when asked, then at most once per interval; asked meanwhile, it runs again at the end of it. Each interval in which it was asked doubles
 * the next, up to the longest; one in which it was not brings it back.
 */
export class Throttle {
  readonly #options: ThrottleOptions
  #pauseMs: number
  #cancel: (() => void) | null = null
  #isWanted = false

  constructor(options: ThrottleOptions) {
    this.#options = options
    this.#pauseMs = options.intervalMs
  }

  ask(): void {
    if (this.#cancel !== null) {
      this.#isWanted = true
      return
    }
    const { run, after } = this.#options
    run()
    this.#cancel = after(this.#pauseMs, () => this.#paused())
  }

  cancel(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#isWanted = false
  }

  #paused(): void {
    const { intervalMs, longestMs } = this.#options
    this.#cancel = null
    this.#pauseMs = this.#isWanted ? Math.min(2 * this.#pauseMs, longestMs) : intervalMs
    if (!this.#isWanted) return
    this.#isWanted = false
    this.ask()
  }
}
