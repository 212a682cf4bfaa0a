import type { Alias } from '@/lib/domain/alias/alias'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'

type Listener = (alias: Alias | null) => void

/** Who waits for the watch to show one Service; every listener is removed by whoever added it. */
export class AliasListeners {
  readonly #listeners = new Map<string, Set<Listener>>()

  readonly add = (ref: ServiceRef, listener: Listener): (() => void) => {
    const key = serviceKey(ref)
    const listeners = this.#listeners.get(key) ?? new Set()
    listeners.add(listener)
    this.#listeners.set(key, listeners)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(key)
    }
  }

  /** Tells the Service's state as the watch shows it, null when it went away. */
  notify(ref: ServiceRef, alias: Alias | null): void {
    for (const listener of [...(this.#listeners.get(serviceKey(ref)) ?? [])]) listener(alias)
  }
}
