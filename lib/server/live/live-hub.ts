import type { ChangeView } from '@/lib/contract/changes'
import type { ConsoleEvent } from '@/lib/contract/events'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus } from '@/lib/contract/services'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { InventoryDelta } from '@/lib/server/inventory/inventory'

const coalesceMs = 100
// What somebody wrote in the cluster waits only for more of the same, never for a window that answers of the DNS keep open.
const urgentMs = 20
// After a quiet while news goes out at once, but for what arrives in the same breath.
const firstWordMs = 1
const heartbeatMs = 15_000
const maximumPending = 20_000

/** Where one browser's events go. `canSee` answers from what is known now; `send` returns false when the reader is too slow. */
export interface Subscriber {
  canSee(ref: { cluster: string; namespace: string }): boolean
  /** True when this subscriber sees every row, so that one serialisation serves all such. */
  seesAll(): boolean
  send(frame: string): boolean
  end(): void
}

/**
 * One stream of revisions for all browsers: a delta goes out at once, those of the next 100 ms (20 ms after an urgent one, if urgent) are gathered; each
 * is numbered, and sent to each subscriber cut to what its identity may see. A reader that falls behind gets `resync` instead of a growing buffer.
 */
export class LiveHub {
  #revision: number
  readonly #clock: Clock
  readonly #rowOf: (ref: ServiceRef) => Row | null
  readonly #subscribers = new Map<Subscriber, { behind: boolean }>()
  #upserts = new Map<string, ServiceRef>()
  #removes = new Map<string, ServiceRef>()
  #overflowed = false
  #flushedAtMs = 0
  #urgentFlushedAtMs = 0
  #hasUrgent = false
  #flush: { atMs: number; cancel: () => void } | null = null
  #cancelHeartbeat: (() => void) | null = null

  /** `rowOf` gives the row of an alias as it is now, null when it is gone. */
  constructor(clock: Clock, rowOf: (ref: ServiceRef) => Row | null) {
    this.#clock = clock
    this.#rowOf = rowOf
    // From the clock, so that a new process does not go on with the revisions of the one before.
    this.#revision = Math.floor(clock.now() / 1000) % 100_000
  }

  get revision(): number {
    return this.#revision
  }

  get subscriberCount(): number {
    return this.#subscribers.size
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.set(subscriber, { behind: false })
    this.#send(subscriber, frame({ event: 'resync', data: { revision: this.#revision, reason: 'connected' } }))
    if (this.#cancelHeartbeat === null) this.#beat()
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  rows(delta: InventoryDelta, isUrgent = false): void {
    for (const ref of delta.removes) {
      this.#upserts.delete(serviceKey(ref))
      this.#removes.set(serviceKey(ref), ref)
    }
    for (const ref of delta.upserts) {
      this.#removes.delete(serviceKey(ref))
      this.#upserts.set(serviceKey(ref), ref)
    }
    if (this.#upserts.size + this.#removes.size > maximumPending) {
      this.#overflowed = true
      this.#upserts = new Map()
      this.#removes = new Map()
    }
    this.#hasUrgent ||= isUrgent
    this.#flushIn(
      isUrgent ? this.#pauseMs(urgentMs, this.#urgentFlushedAtMs) : this.#pauseMs(coalesceMs, this.#flushedAtMs),
    )
  }

  clusters(clusters: ClusterStatus[]): void {
    const text = frame({ event: 'clusters', data: { clusters } })
    for (const subscriber of this.#subscribers.keys()) this.#send(subscriber, text)
  }

  change(change: ChangeView): void {
    const text = frame({ event: 'changes', data: { changes: [change] } })
    for (const subscriber of this.#subscribers.keys()) {
      if (subscriber.canSee(change.service)) this.#send(subscriber, text)
    }
  }

  /** One subscriber's rights changed: what it holds may be too much or too little. */
  resync(subscriber: Subscriber, reason: string): void {
    this.#send(subscriber, frame({ event: 'resync', data: { revision: this.#revision, reason } }))
  }

  resyncAll(reason: string): void {
    this.#revision += 1
    for (const subscriber of this.#subscribers.keys()) this.resync(subscriber, reason)
  }

  close(): void {
    this.#flush?.cancel()
    this.#cancelHeartbeat?.()
    for (const subscriber of this.#subscribers.keys()) subscriber.end()
    this.#subscribers.clear()
  }

  #flushIn(pauseMs: number): void {
    const atMs = this.#clock.now() + pauseMs
    if (this.#flush !== null && this.#flush.atMs <= atMs) return
    this.#flush?.cancel()
    this.#flush = { atMs, cancel: this.#clock.after(pauseMs, () => this.#flushNow()) }
  }

  #pauseMs(windowMs: number, flushedAtMs: number): number {
    const sinceFlushMs = this.#clock.now() - flushedAtMs
    // A clock that was set back must not hold the news.
    return sinceFlushMs < 0 ? firstWordMs : Math.max(firstWordMs, windowMs - sinceFlushMs)
  }

  #flushNow(): void {
    this.#flush = null
    this.#flushedAtMs = this.#clock.now()
    if (this.#hasUrgent) this.#urgentFlushedAtMs = this.#flushedAtMs
    this.#hasUrgent = false
    this.#revision += 1
    const revision = this.#revision
    // A row costs more than what it tells when nobody is there.
    const changed = this.#subscribers.size === 0 ? [] : [...this.#upserts.values()]
    const upserts = changed.flatMap((ref) => this.#rowOf(ref) ?? [])
    const removes = [...this.#removes.values()]
    const overflowed = this.#overflowed
    this.#upserts = new Map()
    this.#removes = new Map()
    this.#overflowed = false
    let whole: string | null = null
    for (const subscriber of this.#subscribers.keys()) {
      if (overflowed) {
        this.#send(subscriber, frame({ event: 'resync', data: { revision, reason: 'too many changes at once' } }))
      } else if (subscriber.seesAll()) {
        whole ??= frame({ event: 'rows', data: { revision, upserts, removes } })
        this.#send(subscriber, whole)
      } else {
        const visible = {
          revision,
          upserts: upserts.filter((row) => subscriber.canSee(row)),
          removes: removes.filter((ref) => subscriber.canSee(ref)),
        }
        this.#send(subscriber, frame({ event: 'rows', data: visible }))
      }
    }
  }

  #send(subscriber: Subscriber, text: string): void {
    const state = this.#subscribers.get(subscriber)
    if (state === undefined) return
    if (state.behind) {
      const caughtUp = subscriber.send(
        frame({ event: 'resync', data: { revision: this.#revision, reason: 'slow reader' } }),
      )
      state.behind = !caughtUp
      return
    }
    state.behind = !subscriber.send(text)
  }

  #beat(): void {
    this.#cancelHeartbeat = this.#clock.after(heartbeatMs, () => {
      for (const subscriber of this.#subscribers.keys()) this.#send(subscriber, ': still here\n\n')
      this.#cancelHeartbeat = null
      if (this.#subscribers.size > 0) this.#beat()
    })
  }
}

function frame(event: ConsoleEvent): string {
  return `event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`
}
