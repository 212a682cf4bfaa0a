import type { Clock } from '@/lib/domain/clock'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Cancellation } from './cancellation'
import type { DnsLimits } from './dns-limits'
import type { Question } from './dns-message'
import type { StreamResolver } from './resolver-address'
import { StreamConnection } from './stream-connection'
import type { Sweep } from './sweep'
import { type LinkReply, outOfTime, type Transport } from './transport'

export interface StreamTransportOptions {
  resolver: StreamResolver
  clock: Clock
  sweep: Sweep
  randomId(): number
  limits: DnsLimits
  patienceMs: number
}

const firstPauseMs = 500
const longestPauseMs = 30_000

/**
 * Questions over streams that are opened when needed, kept open and shared: a few at once, the idlest first. After a second
 * failure nothing is opened for a while, doubling from half a second to 30 s, until a reply has come.
 */
export class StreamTransport implements Transport {
  readonly #options: StreamTransportOptions
  readonly #connections = new Set<StreamConnection>()
  readonly #openings = new Set<AbortController>()
  readonly #waiters = new Set<() => void>()
  #failures = 0
  #retryAt = 0
  #why = 'it was closed'
  #isClosed = false

  constructor(options: StreamTransportOptions) {
    this.#options = options
  }

  async exchange(question: Question, edns: boolean, cancellation: Cancellation): Promise<LinkReply> {
    for (let triesLeft = this.#options.limits.tries; triesLeft > 0; triesLeft -= 1) {
      const connection = await this.#connection(cancellation)
      if (!(connection instanceof StreamConnection)) return connection
      const reply = await connection.ask(question, edns, cancellation)
      if (reply.kind === 'ended') continue
      if (connection.hasAnswered) this.#failures = 0
      return this.#isClosed ? outOfTime : reply
    }
    return this.#isClosed ? outOfTime : { kind: 'given-up', why: `the way to it broke off: ${this.#why}` }
  }

  close(): void {
    this.#isClosed = true
    for (const opening of this.#openings) opening.abort()
    for (const connection of [...this.#connections]) connection.close()
    this.#wake()
  }

  async #connection(cancellation: Cancellation): Promise<StreamConnection | LinkReply> {
    const { clock, patienceMs, limits } = this.#options
    const until = clock.now() + patienceMs
    for (;;) {
      if (this.#isClosed || cancellation.isFired) return outOfTime
      const idlest = this.#idlest()
      if (idlest?.waiting !== 0 && this.#hasRoom() && clock.now() >= this.#retryAt) void this.#open()
      const isOpening = this.#openings.size > 0
      const isLate = clock.now() >= until
      if (idlest !== null && (idlest.waiting < limits.streams.depth || !isOpening || isLate)) return idlest
      if (!isOpening) return { kind: 'unsent', why: `the way to it cannot be opened: ${this.#why}` }
      if (isLate) return { kind: 'unsent', why: 'the way to it takes too long to open' }
      await this.#opened(until - clock.now(), cancellation)
    }
  }

  // The first stream must have shown that the way leads somewhere before there is a second.
  #hasRoom(): boolean {
    const isProven = this.#connections.values().some(({ hasAnswered }) => hasAnswered)
    const most = isProven ? this.#options.limits.streams.count : 1
    return this.#connections.size + this.#openings.size < most
  }

  #idlest(): StreamConnection | null {
    let idlest: StreamConnection | null = null
    for (const connection of this.#connections) {
      if (idlest === null || connection.waiting < idlest.waiting) idlest = connection
    }
    return idlest
  }

  async #open(): Promise<void> {
    const { resolver, sweep, limits } = this.#options
    const opening = new AbortController()
    this.#openings.add(opening)
    const cancelTimeout = sweep.after(limits.streams.openMs, () => opening.abort())
    try {
      const stream = await resolver.open(opening.signal)
      if (this.#isClosed) stream.destroy()
      else this.#connections.add(new StreamConnection({ ...this.#options, stream, onEnd: (gone) => this.#drop(gone) }))
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : 'unknown failure')
    } finally {
      cancelTimeout()
      this.#openings.delete(opening)
      this.#wake()
    }
  }

  /** Resolves when an opening has come to its end, well or badly, or the time is over. */
  #opened(withinMs: number, cancellation: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiters.delete(wake)
        cancelTimeout()
        stopListening()
        resolve()
      }
      const cancelTimeout = this.#options.sweep.after(withinMs, wake)
      const stopListening = cancellation.listen(wake)
      this.#waiters.add(wake)
    })
  }

  #wake(): void {
    for (const wake of [...this.#waiters]) wake()
  }

  // A server closes a connection that is idle (RFC 7766 §6.2.3): only one that gave nothing for its questions has failed.
  #drop(connection: StreamConnection): void {
    this.#connections.delete(connection)
    this.#why = plainText(connection.ended ?? '')
    if (!connection.hasAnswered && connection.waiting > 0) this.#fail(this.#why)
  }

  #fail(why: string): void {
    const { clock } = this.#options
    this.#why = plainText(why)
    this.#failures += 1
    const pauses = Math.min(this.#failures - 2, 10)
    this.#retryAt = clock.now() + (pauses < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** pauses))
  }
}
