import type { StreamPlatform } from '@/lib/client/event-stream'
import type { Channel, ChannelMessage } from '@/lib/client/stream-channel'
import type { Source } from '@/lib/client/stream-reader'
import { makeTimers, type Timers } from './timers'

/** An EventSource that a test plays. */
export class PlayedSource implements Source {
  readyState = 0
  readonly #listeners = new Map<string, ((event: { data?: unknown }) => void)[]>()

  addEventListener(name: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
  }

  close(): void {
    this.readyState = 2
  }

  open(): void {
    this.readyState = 1
    this.#emit('open', {})
  }

  say(name: string, data: unknown): void {
    this.#emit(name, { data: typeof data === 'string' ? data : JSON.stringify(data) })
  }

  /** `isGone` is an HTTP error, after which a browser does not come back by itself. */
  fail(isGone: boolean): void {
    this.readyState = isGone ? 2 : 0
    this.#emit('error', {})
  }

  #emit(name: string, event: { data?: unknown }): void {
    if (this.readyState === 2 && name !== 'error') return
    for (const listener of this.#listeners.get(name) ?? []) listener(event)
  }
}

export interface PlayedTab {
  platform: StreamPlatform
  sources: PlayedSource[]
}

/** A browser whose tabs share one lock and one channel, as its windows do. */
export function playBrowser(): { timers: Timers; openTab(): PlayedTab } {
  const timers = makeTimers()
  const locks = playLocks()
  const channels = new Set<PlayedChannel>()
  return {
    timers,
    openTab: () => {
      const sources: PlayedSource[] = []
      const platform: StreamPlatform = {
        locks,
        openChannel: () => new PlayedChannel(channels),
        openSource: () => {
          const source = new PlayedSource()
          sources.push(source)
          return source
        },
        after: timers.after,
        random: () => 1,
      }
      return { platform, sources }
    },
  }
}

class PlayedChannel implements Channel {
  readonly #all: Set<PlayedChannel>
  readonly #listeners: ((event: { data: unknown }) => void)[] = []

  constructor(all: Set<PlayedChannel>) {
    this.#all = all
    all.add(this)
  }

  addEventListener(_name: 'message', listener: (event: { data: unknown }) => void): void {
    this.#listeners.push(listener)
  }

  postMessage(message: ChannelMessage): void {
    for (const other of this.#all) {
      if (other === this) continue
      for (const listener of other.#listeners) listener({ data: structuredClone(message) })
    }
  }

  close(): void {
    this.#all.delete(this)
  }
}

function playLocks(): NonNullable<StreamPlatform['locks']> {
  let turn: Promise<unknown> = Promise.resolve()
  return {
    request: (_name: string, ...rest: unknown[]) => {
      const held = rest.at(-1)
      if (typeof held !== 'function') throw new TypeError('a lock needs something to hold it for')
      const mine = turn.then(() => held(null))
      turn = mine
      return mine
    },
  }
}
