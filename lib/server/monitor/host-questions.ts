import type { PendingQuestion } from '@/lib/contract/resolution'
import type { DnsClient, WalkOptions } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { askVantage } from './ask-vantage'
import { PendingQuestions } from './pending-questions'

export interface HostQuestionsOptions {
  vantages: readonly Vantage[]
  client: DnsClient
  clock: Clock
  clusterDomain: string
  /** Ends every question. */
  closing: AbortSignal
  /** Called with every answer of a vantage. */
  onAsked?: ((answer: VantageAnswer) => void) | undefined
}

/** Asks vantages for hosts, and knows whose answer somebody waits for. */
export class HostQuestions {
  readonly #options: HostQuestionsOptions
  readonly #pending: PendingQuestions

  constructor(options: HostQuestionsOptions) {
    this.#options = options
    this.#pending = new PendingQuestions(options.clock)
  }

  async ask(vantage: Vantage, host: string, options: WalkOptions): Promise<VantageAnswer> {
    const { client, clusterDomain, onAsked } = this.#options
    const answer = await askVantage({ client, vantage, host, clusterDomain, options })
    onAsked?.(answer)
    return answer
  }

  /** Asks every vantage on somebody's behalf, all at once and for so long at most; `onAnswer` is called with each as it comes. */
  async askAll(host: string, withinMs: number, onAnswer: (answer: VantageAnswer) => void): Promise<VantageAnswer[]> {
    const { vantages, clock, closing } = this.#options
    const deadline = new AbortController()
    const cancel = clock.after(withinMs, () => deadline.abort())
    const signal = AbortSignal.any([deadline.signal, closing])
    const options = { repeatFailures: true, evenIfSilent: true, signal }
    try {
      return await Promise.all(
        vantages.map(async (vantage) => {
          const answer = await this.waitFor(host, vantage.name, (onQuestion) =>
            this.ask(vantage, host, { ...options, onQuestion }),
          )
          onAnswer(answer)
          return answer
        }),
      )
    } finally {
      cancel()
    }
  }

  /** Asks in a way of the caller's own, and tells meanwhile that it is waited for. */
  async waitFor<Result>(
    host: string,
    vantage: VantageName,
    ask: (onQuestion: (name: string, resolver: string) => void) => Promise<Result>,
  ): Promise<Result> {
    const pending = this.#pending.begin(host, vantage)
    try {
      return await ask(pending.now)
    } finally {
      pending.end()
    }
  }

  /** What is waited for, one name for each vantage that has not answered yet. */
  pending(host: string): PendingQuestion[] {
    return this.#pending.of(host)
  }
}
