import type { ChangeView } from '@/lib/contract/changes'
import { isPast } from '@/lib/domain/change/change-entry'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { BoundedMap } from '@/lib/server/access/bounded-map'

/** Who tells of a change: the engine of this console, a record that another console wrote, or the watch of the Services. */
export type ChangeSource = 'engine' | 'record' | 'watch'

export type ChangeListener = (change: ChangeView, source: ChangeSource) => void

const rememberedChanges = 5_000

/** The one place that every state of a change passes through on its way to browsers, Events and the log. */
export class ChangeFeed {
  readonly #states = new BoundedMap<ChangeView['state']>(rememberedChanges)
  readonly #listeners: readonly ChangeListener[]

  constructor(listeners: readonly ChangeListener[]) {
    this.#listeners = listeners
  }

  /** Passes a state on. A record comes later than the engine's own word: what was told already, or is behind it, is left out. */
  readonly tell = (change: ChangeView, source: ChangeSource): void => {
    const key = `${serviceKey(change.service)}/${change.id}`
    const known = this.#states.get(key)
    if (source === 'record' && known !== undefined && isPast(known, change.state)) return
    this.#states.set(key, change.state)
    for (const listener of this.#listeners) listener(change, source)
  }
}
