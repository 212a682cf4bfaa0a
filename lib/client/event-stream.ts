import { type ConsoleEvent, type EventName, eventSchemas } from '@/lib/contract/events'
import { type Channel, channelMessageSchema } from './stream-channel'
import { type Source, type SourceState, StreamReader } from './stream-reader'

const lockName = 'signpost-events'

/** What a browser gives; null where it has none, and for every seam in tests. */
export interface StreamPlatform {
  locks: Pick<LockManager, 'request'> | null
  openChannel: ((name: string) => Channel) | null
  openSource(url: string): Source
  after(delayMs: number, run: () => void): () => void
  random(): number
}

export interface EventStreamOptions {
  url: string
  platform: StreamPlatform
  onEvent(event: ConsoleEvent): void
  onState(state: SourceState): void
}

/**
 * The live stream of this tab. Of all tabs of a browser the one that holds the lock reads the server and shares every event, because HTTP/1.1
 * allows six connections per host; without locks or channels each tab reads for itself. Returns the end of it.
 */
export function openEventStream({ url, platform, onEvent, onState }: EventStreamOptions): () => void {
  const { locks, openChannel } = platform
  const deliver = (name: EventName, text: string) => {
    const event = parseEvent(name, text)
    if (event) onEvent(event)
  }
  if (locks === null || openChannel === null) {
    const reader = new StreamReader({ url, platform, onEvent: deliver, onState })
    return () => reader.close()
  }
  const shared = new SharedStream({ url, platform, channel: openChannel(lockName), deliver, onState })
  const ended = new AbortController()
  const turn = locks.request(lockName, { signal: ended.signal }, () => shared.lead())
  turn.catch(() => undefined)
  return () => {
    ended.abort()
    shared.close()
  }
}

/** Reads one event; what does not have the shape of the contract counts as missed. */
export function parseEvent(name: EventName, text: string): ConsoleEvent | null {
  const parsed = eventSchemas[name].safeParse(parseJson(text))
  if (parsed.success) return { event: name, data: parsed.data } as ConsoleEvent
  return { event: 'resync', data: { revision: 0, reason: `an unreadable ${name} event` } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface SharedStreamOptions {
  url: string
  platform: StreamPlatform
  channel: Channel
  deliver(name: EventName, text: string): void
  onState(state: SourceState): void
}

/** One tab's part: it follows what the leading tab shares until it leads itself. */
class SharedStream {
  readonly #options: SharedStreamOptions
  #reader: StreamReader | null = null
  #state: SourceState = 'connecting'
  #revision = 0
  #release: (() => void) | null = null
  #isClosed = false

  constructor(options: SharedStreamOptions) {
    this.#options = options
    options.channel.addEventListener('message', ({ data }) => this.#hear(data))
    options.channel.postMessage({ kind: 'hello' })
  }

  /** Reads the server for all tabs until closed. */
  lead(): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    const { url, platform, channel } = this.#options
    this.#reader = new StreamReader({
      url,
      platform,
      onEvent: (name, text) => {
        this.#deliver(name, text)
        channel.postMessage({ kind: 'event', name, text })
      },
      onState: (state) => {
        this.#say(state)
        channel.postMessage({ kind: 'state', state })
      },
    })
    return new Promise((resolve) => {
      this.#release = resolve
    })
  }

  close(): void {
    this.#isClosed = true
    this.#reader?.close()
    this.#options.channel.close()
    this.#release?.()
  }

  #hear(message: unknown): void {
    const parsed = channelMessageSchema.safeParse(message)
    if (!parsed.success) return
    if (parsed.data.kind === 'hello') this.#welcome()
    else if (this.#reader !== null) return
    else if (parsed.data.kind === 'state') this.#say(parsed.data.state)
    else this.#deliver(parsed.data.name, parsed.data.text)
  }

  /** A tab that joins is told where the stream is, exactly as the server tells one that connects. */
  #welcome(): void {
    if (this.#reader === null) return
    const { channel } = this.#options
    channel.postMessage({ kind: 'state', state: this.#state })
    if (this.#state !== 'live') return
    const text = JSON.stringify({ revision: this.#revision, reason: 'connected' })
    channel.postMessage({ kind: 'event', name: 'resync', text })
  }

  #deliver(name: EventName, text: string): void {
    const revision = /"revision":(\d{1,15})/.exec(text.slice(0, 64))?.[1]
    if (revision !== undefined) this.#revision = Number(revision)
    this.#options.deliver(name, text)
  }

  #say(state: SourceState): void {
    this.#state = state
    this.#options.onState(state)
  }
}
