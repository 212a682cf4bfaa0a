import type { Clock } from '@/lib/domain/clock'

/** Resolves after this long. */
export function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve)
  })
}
