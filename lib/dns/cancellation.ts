/** A lighter AbortSignal for the one piece of work that a flight is: thousands are made a second, most are never fired. */
export class Cancellation {
  readonly #runs = new Set<() => void>()
  #isFired = false

  get isFired(): boolean {
    return this.#isFired
  }

  /** Runs once when fired, never when that was before; returns its cancel. */
  listen(run: () => void): () => void {
    this.#runs.add(run)
    return () => {
      this.#runs.delete(run)
    }
  }

  fire(): void {
    if (this.#isFired) return
    this.#isFired = true
    for (const run of this.#runs) run()
    this.#runs.clear()
  }
}
