import type { Clock } from '@/lib/domain/clock'

/** Resolves when the work is done, or after `withinMs` at the latest. */
export function whenOr(work: Promise<unknown>, clock: Clock, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(withinMs, resolve)
    void work.then(() => resolve(), reject).finally(cancel)
  })
}
