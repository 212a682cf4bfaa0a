import type { Clock } from '@/lib/domain/clock'

/** The promise's value, or the fallback when it takes longer than `timeoutMs` or fails. */
export function within<Value>(
  clock: Clock,
  promise: Promise<Value>,
  timeoutMs: number,
  fallback: Value,
): Promise<Value> {
  return new Promise((resolve) => {
    const cancel = clock.after(timeoutMs, () => resolve(fallback))
    const settle = (value: Value) => {
      cancel()
      resolve(value)
    }
    promise.then(settle, () => settle(fallback))
  })
}
