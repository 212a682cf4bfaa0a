import { setTimeout as pause } from 'node:timers/promises'

const everyMs = 50

/** Waits until something holds, for so long at most; whether it does. */
export async function until(holds: () => boolean, limitMs: number): Promise<boolean> {
  const endsAt = performance.now() + limitMs
  while (!holds()) {
    if (performance.now() >= endsAt) return false
    await pause(everyMs)
  }
  return true
}
