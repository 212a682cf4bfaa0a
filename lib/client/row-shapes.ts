import type { Row } from '@/lib/contract/row'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { rowShape } from './patch-rows'

const maximumShapes = 20_000

/** Remembers what lists look at in the rows of the stream, so that a TTL that ticks is no news. */
export class RowShapes {
  readonly #shapes = new Map<string, string>()

  /** Whether the row is other than when it was last seen here; the first time it is. */
  isNews(row: Row): boolean {
    const key = serviceKey(row)
    const shape = rowShape(row)
    if (this.#shapes.get(key) === shape) return false
    if (this.#shapes.size >= maximumShapes) this.#shapes.clear()
    this.#shapes.set(key, shape)
    return true
  }

  forget(ref: ServiceRef): void {
    this.#shapes.delete(serviceKey(ref))
  }
}
