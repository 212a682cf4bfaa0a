import type { ChangeView } from '@/lib/contract/changes'

/** Who tells of a change: the engine of this console, a record that another console wrote, or the watch of the Services. */
export type ChangeSource = 'engine' | 'record' | 'watch'

export type ChangeListener = (change: ChangeView, source: ChangeSource) => void

/** The one place that every state of a change passes through on its way to browsers, Events and the log. */
export class ChangeFeed {
  readonly #listeners: readonly ChangeListener[]

  constructor(listeners: readonly ChangeListener[]) {
    this.#listeners = listeners
  }

  readonly tell = (change: ChangeView, source: ChangeSource): void => {
    for (const listener of this.#listeners) listener(change, source)
  }
}
