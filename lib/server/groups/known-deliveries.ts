import type { Alias } from '@/lib/domain/alias/alias'
import type { Delivery, DeliveryRef } from '@/lib/domain/change/delivery'
import { deliveryRefs } from '@/lib/domain/change/owner-signals'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { AskQueue } from '@/lib/server/monitor/ask-queue'
import { DueTimes } from '@/lib/server/monitor/due-times'

export interface KnownDeliveriesOptions {
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  /** Reads one with the console identity; what cannot be read is an answer. */
  read(ref: DeliveryRef): Promise<Delivery>
  /** Called for each Service whose delivery says something else than before. */
  onChange(ref: ServiceRef): void
}

interface Known {
  ref: DeliveryRef
  users: Map<string, ServiceRef>
  delivery: Delivery | null
  readMs: number
  shownUntilMs: number
}

const times = {
  atOnce: 4,
  shownMs: 180_000,
  onScreenMs: 15_000,
  backgroundMs: 120_000,
  /** After the API server could not be asked. */
  failedMs: 15_000,
} as const

/** An Application keeps many Services; of more than these nobody says that they heal. */
const maxDeliveries = 1_000

/**
 * What keeps the active aliases of blue-green groups from a repository, read with the console identity: each object once, every 15 s while one of
 * its groups is on screen, else every 2 minutes ±20 %, four at a time, 1,000 at most. While the API server is away the last reading holds.
 */
export class KnownDeliveries {
  readonly #options: KnownDeliveriesOptions
  readonly #known = new Map<string, Known>()
  readonly #keysOf = new Map<string, readonly string[]>()
  readonly #queue: AskQueue
  readonly #due: DueTimes

  constructor(options: KnownDeliveriesOptions) {
    this.#options = options
    this.#queue = new AskQueue(times.atOnce, (key) => this.#read(key))
    this.#due = new DueTimes(options.clock, (keys) => {
      for (const key of keys) this.#queue.again(key)
    })
  }

  /** Keeps what delivers this alias read from now on. */
  track(alias: Alias): void {
    const { cluster, namespace, name } = alias
    const service = { cluster, namespace, name }
    const refs = deliveryRefs(alias)
    const keys = refs.map(keyOf)
    const before = this.#keysOf.get(serviceKey(service)) ?? []
    if (keys.join() === before.join()) return
    this.untrack(service)
    if (keys.length === 0) return
    this.#keysOf.set(serviceKey(service), keys)
    for (const ref of refs) this.#add(ref, service)
  }

  untrack(service: ServiceRef): void {
    const user = serviceKey(service)
    for (const key of this.#keysOf.get(user) ?? []) {
      const known = this.#known.get(key)
      known?.users.delete(user)
      if (known?.users.size === 0) this.#forget(key)
    }
    this.#keysOf.delete(user)
  }

  /** What is known of those that deliver an alias; one that was not read yet is left out. */
  of(alias: Alias): Delivery[] {
    return deliveryRefs(alias).flatMap((ref) => this.#known.get(keyOf(ref))?.delivery ?? [])
  }

  /** Says that the groups of these Services are on screen for the next minutes. */
  show(services: readonly ServiceRef[]): void {
    const now = this.#options.clock.now()
    for (const key of services.flatMap((service) => this.#keysOf.get(serviceKey(service)) ?? [])) {
      const known = this.#known.get(key)
      if (known === undefined) continue
      known.shownUntilMs = now + times.shownMs
      this.#due.hasten(key, known.readMs + times.onScreenMs)
    }
  }

  async close(): Promise<void> {
    this.#due.close()
    this.#known.clear()
    this.#keysOf.clear()
    await this.#queue.close()
  }

  #add(ref: DeliveryRef, service: ServiceRef): void {
    const key = keyOf(ref)
    const known = this.#known.get(key)
    if (known !== undefined) known.users.set(serviceKey(service), service)
    if (known !== undefined || this.#known.size >= maxDeliveries) return
    const users = new Map([[serviceKey(service), service]])
    this.#known.set(key, { ref, users, delivery: null, readMs: 0, shownUntilMs: 0 })
    this.#queue.fresh(key)
  }

  #forget(key: string): void {
    this.#known.delete(key)
    this.#queue.delete(key)
    this.#due.delete(key)
  }

  async #read(key: string): Promise<void> {
    const known = this.#known.get(key)
    if (known === undefined) return
    const delivery = await this.#options.read(known.ref)
    if (this.#known.get(key) !== known) return
    known.readMs = this.#options.clock.now()
    this.#due.set(key, known.readMs + this.#pauseMs(known, delivery))
    const isLost = delivery.state === 'unavailable' && known.delivery !== null
    if (isLost || JSON.stringify(delivery) === JSON.stringify(known.delivery)) return
    known.delivery = delivery
    for (const service of [...known.users.values()]) this.#options.onChange(service)
  }

  #pauseMs({ shownUntilMs, readMs }: Known, { state }: Delivery): number {
    if (state === 'unavailable') return times.failedMs
    return readMs < shownUntilMs ? times.onScreenMs : times.backgroundMs * (0.8 + 0.4 * this.#options.random())
  }
}

function keyOf({ kind, namespace, name }: DeliveryRef): string {
  return JSON.stringify([kind, namespace, name])
}
