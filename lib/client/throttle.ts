/** Runs at once when asked, then at most once per interval; asked meanwhile, it runs again at the end of it. */
export class Throttle {
  readonly #intervalMs: number
  readonly #after: (delayMs: number, run: () => void) => () => void
  readonly #run: () => void
  #cancel: (() => void) | null = null
  #isWanted = false

  constructor(intervalMs: number, after: (delayMs: number, run: () => void) => () => void, run: () => void) {
    this.#intervalMs = intervalMs
    this.#after = after
    this.#run = run
  }

  ask(): void {
    if (this.#cancel !== null) {
      this.#isWanted = true
      return
    }
    this.#run()
    this.#cancel = this.#after(this.#intervalMs, () => {
      this.#cancel = null
      if (!this.#isWanted) return
      this.#isWanted = false
      this.ask()
    })
  }

  cancel(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#isWanted = false
  }
}
