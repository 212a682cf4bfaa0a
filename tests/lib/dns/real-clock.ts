import type { Clock } from '@/lib/domain/clock'

/** The machine's own time, for tests that wait for a real network. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
