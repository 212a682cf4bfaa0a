import { AppError } from '@/lib/domain/app-error'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const most = 1000
const open = new WeakMap<ConsoleRuntime, Map<string, number>>()

/**
 * Takes a place for one more stream of an identity; the result gives it back. Throws AppError `rate-limited` past `SIGNPOST_STREAM_LIMIT` of one
 * identity, `unavailable` past a thousand of all.
 */
export function takeStream(runtime: ConsoleRuntime, identity: string): () => void {
  const limit = runtime.settings.SIGNPOST_STREAM_LIMIT
  const counts = open.get(runtime) ?? new Map<string, number>()
  open.set(runtime, counts)
  const own = counts.get(identity) ?? 0
  if (own >= limit) {
    throw new AppError('rate-limited', `More than ${limit} streams of one identity are open.`, {
      retryAfterSeconds: 30,
    })
  }
  if (runtime.live.subscriberCount >= most) {
    throw new AppError('unavailable', `More than ${most} browsers are connected.`, { retryAfterSeconds: 30 })
  }
  counts.set(identity, own + 1)
  let isHeld = true
  return () => {
    if (!isHeld) return
    isHeld = false
    const left = (counts.get(identity) ?? 1) - 1
    if (left > 0) counts.set(identity, left)
    else counts.delete(identity)
  }
}
