import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { createEvent } from '@/lib/kubernetes/events'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { AttemptEvent } from './attempt-event'
import { pause } from './pause'

export interface ChangeEventsOptions {
  /** The console identity's client for a cluster, null for one that is not there. */
  clientOf(cluster: string): KubeClient | null
  uidOf(ref: ServiceRef): string | null
  clock: Clock
  /** Which console tells: the name of its pod or machine. */
  instance: string
  /** Called once for each Event, with what became of it. */
  onDone(cluster: string, result: 'written' | 'failed'): void
}

const attempts = 3
const retryMs = 2_000
const maxWaiting = 200

/**
 * Tells of each attempt by an Event on the Service, so that `kubectl describe` and whoever collects Events shows it. The name comes from the
 * change id and what it came to: another console that tells the same adds nothing. No failure reaches the change; it is counted.
 */
export class ChangeEvents {
  readonly #options: ChangeEventsOptions
  readonly #waiting = new Set<Promise<void>>()
  #isClosed = false

  constructor(options: ChangeEventsOptions) {
    this.#options = options
  }

  readonly write = (event: AttemptEvent): void => {
    const { cluster } = event.service
    if (this.#isClosed || this.#waiting.size >= maxWaiting) {
      this.#options.onDone(cluster, 'failed')
      return
    }
    const written = this.#write(event).then((isWritten) => {
      this.#waiting.delete(written)
      this.#options.onDone(cluster, isWritten ? 'written' : 'failed')
    })
    this.#waiting.add(written)
  }

  /** Takes no more, and waits for those on their way without trying again. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#waiting)
  }

  async #write({ service, ...event }: AttemptEvent): Promise<boolean> {
    const { clientOf, clock, uidOf, instance } = this.#options
    const { cluster, namespace, name } = service
    const regarding = { namespace, service: name, uid: uidOf(service), reportingInstance: instance }
    for (let attempt = 1; ; attempt += 1) {
      const client = clientOf(cluster)
      if (client === null) return false
      try {
        await createEvent(client, { ...event, ...regarding })
        return true
      } catch (error) {
        const isPassing = error instanceof AppError && error.code === 'unavailable'
        if (!isPassing || attempt >= attempts || this.#isClosed) return false
      }
      await pause(clock, retryMs)
    }
  }
}
