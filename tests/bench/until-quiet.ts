import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const lookMs = 1000
const limitMs = 90_000
const quietShare = 0.15
const quietLooks = 3

/**
 * Waits until the machine rests, 90 s at most: for a while after an estate was written, the control plane and its controllers take it in, which is
 * nothing that a console's figures should be taken beside.
 */
export async function untilQuiet(): Promise<void> {
  const startedAt = performance.now()
  let before = busyTime()
  for (let quiet = 0; quiet < quietLooks && performance.now() - startedAt < limitMs; ) {
    await pause(lookMs)
    const now = busyTime()
    const share = (now.busyMs - before.busyMs) / (now.allMs - before.allMs)
    quiet = share < quietShare ? quiet + 1 : 0
    before = now
  }
}

function busyTime(): { busyMs: number; allMs: number } {
  let busyMs = 0
  let allMs = 0
  for (const { times } of cpus()) {
    const all = Object.values(times).reduce((sum, ms) => sum + ms, 0)
    allMs += all
    busyMs += all - times.idle
  }
  return { busyMs, allMs }
}
