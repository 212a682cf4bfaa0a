import { AppError } from '@/lib/domain/app-error'
import type { Visibility } from '@/lib/server/access/access-control'
import type { Identity } from '@/lib/server/access/identity'
import type { Subscriber } from '@/lib/server/live/live-hub'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'
import { takeStream } from './stream-limit'

const bufferBytes = 1 << 20
const rightsPollMs = 2000
// After how long a browser comes back to a stream that ended.
const usualReturnMs = 3000
const soonReturnMs = 250

/**
 * The live stream of one identity as `text/event-stream`; it ends with the request, with the identity's sign-in, or when the console stops. Who
 * comes back is asked anew who they are.
 */
export async function eventStream(runtime: ConsoleRuntime, identity: Identity, signal: AbortSignal): Promise<Response> {
  let seen = await visibilities(runtime, identity)
  const giveBack = takeStream(runtime, identity.key)
  let stop = () => {}
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const subscriber: Subscriber = {
          canSee: (place) => isVisible(seen, place),
          seesAll: () => runtime.clusters().every(({ id }) => seen.get(id)?.all === true),
          send: (frame) => {
            if ((controller.desiredSize ?? 0) <= 0) return false
            controller.enqueue(encoder.encode(frame))
            return true
          },
          end: () => {
            stop()
            controller.close()
          },
        }
        subscriber.send(`retry: ${usualReturnMs}\n\n`)
        const unsubscribe = runtime.live.subscribe(subscriber)
        const followed = followRights(
          runtime,
          identity,
          () => {
            // Most often who is asked anew who they are is the same: their screen should not tell of it.
            subscriber.send(`retry: ${soonReturnMs}\n\n`)
            subscriber.end()
          },
          () => seen,
          (next) => {
            seen = next
            runtime.live.resync(subscriber, 'rights changed')
          },
        )
        stop = () => {
          giveBack()
          unsubscribe()
          followed()
        }
        signal.addEventListener('abort', () => stop(), { once: true })
        // Who left while their rights were asked tells it no more.
        if (signal.aborted) stop()
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  )
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

function followRights(
  runtime: ConsoleRuntime,
  identity: Identity,
  end: () => void,
  current: () => ReadonlyMap<string, Visibility>,
  changed: (next: Map<string, Visibility>) => void,
): () => void {
  let cancel = () => {}
  let stopped = false
  const poll = async () => {
    const isSignedIn = await holds(identity)
    if (stopped) return
    if (!isSignedIn) return end()
    // Rights that cannot be asked are taken away: a stream outlives a token.
    const next = await visibilities(runtime, identity).catch(() => new Map<string, Visibility>())
    if (stopped) return
    if (!isSameView(current(), next)) changed(next)
    cancel = runtime.clock.after(rightsPollMs, () => void poll())
  }
  cancel = runtime.clock.after(rightsPollMs, () => void poll())
  return () => {
    stopped = true
    cancel()
  }
}

/** False once the identity has to be shown anew; what cannot be asked now holds. */
async function holds(identity: Identity): Promise<boolean> {
  try {
    await identity.check?.()
    return true
  } catch (error) {
    return !(error instanceof AppError && error.code === 'unauthenticated')
  }
}

function isSameView(a: ReadonlyMap<string, Visibility>, b: ReadonlyMap<string, Visibility>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([cluster, mine]) => {
      const theirs = b.get(cluster)
      return (
        theirs?.all === mine.all &&
        theirs.namespaces.size === mine.namespaces.size &&
        [...mine.namespaces].every((name) => theirs.namespaces.has(name))
      )
    })
  )
}
