/** Time as an injected thing. `now` is milliseconds since the epoch; `after` runs once after `delayMs` and returns its cancel. */
export interface Clock {
  now(): number
  after(delayMs: number, run: () => void): () => void
}
