import type { Clock } from '@/lib/domain/clock'

/** Resolves after `delayMs` of the clock, or as soon as the signal aborts. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted || delayMs <= 0) {
    resolve()
    return promise
  }
  const cancel = clock.after(delayMs, resolve)
  const end = () => {
    cancel()
    resolve()
  }
  signal.addEventListener('abort', end, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', end))
}
