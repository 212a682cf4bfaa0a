import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { KubeClient } from './kube-client'
import { pause } from './pause'

const askTimeoutMs = 2_500
const askEveryMs = 3_000
const askAgainMs = 1_000

/** How long a cluster may be silent before it counts as away. */
export const silenceMs = 10_000

export interface LivenessOptions {
  client: KubeClient
  clock: Clock
  /** After every answer, every failure, and when the silence has lasted 10 s. */
  onUpdate(): void
  /** The first answer after a failure; the server was silent since then. */
  onReturn(silentSinceMs: number): void
}

/** Asks an API server every 3 s whether it is there, apart from any watch: a watch that hangs looks just like one without news. */
export class Liveness {
  readonly #options: LivenessOptions
  readonly #ended = new AbortController()
  #lastAnswerAtMs: number
  #why = 'it has not answered yet'
  #wasAnswered = true
  #cancelAlarm = () => {}
  #running: Promise<void> = Promise.resolve()

  constructor(options: LivenessOptions) {
    this.#options = options
    this.#lastAnswerAtMs = options.clock.now()
  }

  start(): void {
    this.#lastAnswerAtMs = this.#options.clock.now()
    this.#armAlarm()
    this.#running = this.#run()
  }

  /** Since when and why the server counts as away; null while it answers. */
  silence(): { sinceMs: number; why: string } | null {
    if (this.#options.clock.now() - this.#lastAnswerAtMs < silenceMs) return null
    return { sinceMs: this.#lastAnswerAtMs, why: this.#why }
  }

  /** Why the last question got no answer; null when it did, or none was asked yet. */
  lastFailure(): string | null {
    return this.#wasAnswered ? null : this.#why
  }

  async stop(): Promise<void> {
    this.#ended.abort()
    this.#cancelAlarm()
    await this.#running
  }

  async #run(): Promise<void> {
    const { clock, onUpdate, onReturn } = this.#options
    const { signal } = this.#ended
    while (!signal.aborted) {
      const why = await this.#ask(signal)
      if (signal.aborted) return
      if (why === null) {
        const silentSinceMs = this.#lastAnswerAtMs
        this.#lastAnswerAtMs = clock.now()
        this.#armAlarm()
        if (!this.#wasAnswered) onReturn(silentSinceMs)
      } else {
        this.#why = why
      }
      this.#wasAnswered = why === null
      onUpdate()
      await pause(clock, this.#wasAnswered ? askEveryMs : askAgainMs, signal)
    }
  }

  /** Null when the server answered, else why not. A refusal is an answer; a 5xx is none. */
  async #ask(signal: AbortSignal): Promise<string | null> {
    try {
      await this.#options.client.request({ method: 'GET', path: '/readyz', timeoutMs: askTimeoutMs, signal })
      return null
    } catch (error) {
      if (!(error instanceof AppError)) return 'unknown failure'
      const { status } = error.extra
      if (typeof status !== 'number') return error.message
      return status < 500 ? null : `it answered ${status}: ${error.message}`
    }
  }

  #armAlarm(): void {
    this.#cancelAlarm()
    this.#cancelAlarm = this.#options.clock.after(silenceMs, this.#options.onUpdate)
  }
}
