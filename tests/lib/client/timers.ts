export interface Timers {
  after(delayMs: number, run: () => void): () => void
  advance(ms: number): void
}

/** Timers that stand still until they are advanced. */
export function makeTimers(): Timers {
  let nowMs = 0
  let waiting: { atMs: number; run: () => void }[] = []
  return {
    after: (delayMs, run) => {
      const entry = { atMs: nowMs + delayMs, run }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((each) => each !== entry)
      }
    },
    advance: (ms) => {
      nowMs += ms
      const due = waiting.filter(({ atMs }) => atMs <= nowMs)
      waiting = waiting.filter(({ atMs }) => atMs > nowMs)
      for (const { run } of due) run()
    },
  }
}
