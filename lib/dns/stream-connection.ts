import type { Duplex } from 'node:stream'
import type { Clock } from '@/lib/domain/clock'
import type { Cancellation } from './cancellation'
import { encodeQuestion, type Question, readId, readReply } from './dns-message'
import type { Sweep } from './sweep'
import { FrameReader, frame } from './tcp-frames'
import { type LinkReply, outOfTime } from './transport'

export interface StreamConnectionOptions {
  stream: Duplex
  clock: Clock
  sweep: Sweep
  randomId(): number
  patienceMs: number
  onEnd(connection: StreamConnection): void
}

/** `ended`: the stream broke off before a reply, so the question may be asked again on another one. */
export type StreamReply = LinkReply | { kind: 'ended' }

interface Pending {
  question: Question
  settle(reply: StreamReply): void
  /** Something came back: whoever waits behind it has waited for others so far. */
  wait(): void
}

// How many times its patience a question waits for those before it.
const maxPatience = 3
const silentQuestions = 3

/** One stream to a resolver: many questions under way at once, each under an id of its own, answered in any order (RFC 7766 §6.2.1.1). */
export class StreamConnection {
  readonly #options: StreamConnectionOptions
  readonly #pending = new Map<number, Pending>()
  readonly #reader = new FrameReader()
  #unanswered = 0
  /** Whether any reply ever came. */
  hasAnswered = false
  /** Why it ended, null while it is open. */
  ended: string | null = null

  constructor(options: StreamConnectionOptions) {
    const { stream } = options
    this.#options = options
    stream.on('data', (chunk: Buffer) => this.#receive(chunk))
    stream.on('error', (error) => this.#end(error.message))
    stream.on('end', () => this.#end('the stream was closed'))
    stream.on('close', () => this.#end('the stream was closed'))
  }

  get waiting(): number {
    return this.#pending.size
  }

  ask(question: Question, edns: boolean, cancellation: Cancellation): Promise<StreamReply> {
    if (cancellation.isFired) return Promise.resolve(outOfTime)
    if (this.ended !== null) return Promise.resolve({ kind: 'ended' })
    return new Promise((resolve) => {
      const { clock, sweep, patienceMs, stream } = this.#options
      const id = this.#freeId()
      const until = clock.now() + maxPatience * patienceMs
      const settle = (reply: StreamReply) => {
        cancelTimeout()
        stopListening()
        this.#pending.delete(id)
        resolve(reply)
      }
      const expire = () => {
        settle({ kind: 'timeout', why: `no reply in ${patienceMs / 1000} s` })
        this.#goOnSilent()
      }
      const stopListening = cancellation.listen(() => settle(outOfTime))
      let cancelTimeout = sweep.after(patienceMs, expire)
      const wait = () => {
        cancelTimeout()
        cancelTimeout = sweep.after(Math.min(patienceMs, until - clock.now()), expire)
      }
      this.#pending.set(id, { question, settle, wait })
      stream.write(frame(encodeQuestion(id, question, edns)))
    })
  }

  /** What is still open counts as given up. */
  close(): void {
    for (const { settle } of [...this.#pending.values()]) settle(outOfTime)
    this.#end('it was closed')
  }

  #receive(chunk: Buffer): void {
    for (const wire of this.#reader.push(chunk)) {
      const id = readId(wire)
      const pending = id === null ? undefined : this.#pending.get(id)
      if (id === null || pending === undefined) continue
      const read = readReply(wire, id, pending.question)
      if (read.kind === 'mismatch') continue
      this.hasAnswered = true
      this.#unanswered = 0
      pending.settle(read.kind === 'message' ? read : { kind: 'malformed', why: 'the reply was malformed' })
      for (const { wait } of this.#pending.values()) wait()
    }
  }

  // A node that is lost closes nothing: its streams only go silent.
  #goOnSilent(): void {
    this.#unanswered += 1
    if (this.#unanswered < silentQuestions) return
    const why = `${this.#unanswered} questions in a row had no reply`
    this.#end(why, new Error(why))
  }

  /** With `fault` whoever opened the stream is told that it was no good. */
  #end(why: string, fault?: Error): void {
    if (this.ended !== null) return
    this.ended = why
    this.#options.onEnd(this)
    for (const { settle } of [...this.#pending.values()]) settle({ kind: 'ended' })
    this.#options.stream.destroy(fault)
  }

  #freeId(): number {
    let id = this.#options.randomId() & 0xffff
    while (this.#pending.has(id)) id = (id + 1) & 0xffff
    return id
  }
}
