import type { CnameAnswer, DnsClient, SingleAnswer, WalkOptions } from '@/lib/dns/dns-client'
import type { Resolver } from '@/lib/dns/resolver-address'
import type { Vantage } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { addressFamilies } from '@/lib/domain/resolution/walk-trace'
import { withServiceName } from './with-service-name'

export interface ServiceNamesOptions {
  vantages: readonly Vantage[]
  client: DnsClient
  clock: Clock
}

const remembered = 1000
const freshForMs = 5000

/** The Services' own CNAMEs at the cluster's DNS (phase 1), the last thousand remembered for 5 s. */
export class ServiceNames {
  readonly #options: ServiceNamesOptions
  readonly #closing: AbortSignal
  readonly #answers = new Map<string, { answer: CnameAnswer; atMs: number }>()

  constructor(options: ServiceNamesOptions, closing: AbortSignal) {
    this.#options = options
    this.#closing = closing
  }

  /** What was last served where it was this target, however long ago; asks nobody. */
  known(serviceName: string, target: string): CnameAnswer | null {
    const answer = this.#answers.get(serviceName)?.answer ?? null
    return answer?.hop?.data === target ? answer : null
  }

  /** What was served in the last seconds, where it was this target; else a new answer. */
  recent(serviceName: string, target: string, withinMs: number): Promise<CnameAnswer | null> {
    const known = this.#answers.get(serviceName)
    const isFresh = known?.answer.hop?.data === target && this.#options.clock.now() - known.atMs < freshForMs
    return isFresh ? Promise.resolve(known.answer) : this.ask(serviceName, target, withinMs)
  }

  /**
   * Asks the cluster's DNS. Null without a cluster vantage, and for a target that CoreDNS gives no CNAME for (an address) or no reply at
   * all (a label above 63 bytes): that silence must not count against the resolver.
   */
  async ask(
    serviceName: string,
    target: string | null,
    withinMs: number,
    onQuestion?: WalkOptions['onQuestion'],
  ): Promise<CnameAnswer | null> {
    const [resolver] = this.#resolvers()
    if (resolver === undefined || (target !== null && checkHostName(target).kind !== 'ok')) return null
    const answer = await this.#ask(serviceName, resolver, withinMs, onQuestion)
    this.#remember(serviceName, answer)
    return answer
  }

  /** Asks every resolver of the cluster's DNS, each for itself. */
  askEach(serviceName: string, withinMs: number): Promise<CnameAnswer[]> {
    return Promise.all(this.#resolvers().map((resolver) => this.#ask(serviceName, resolver, withinMs)))
  }

  /** The questions for both families of a name's addresses, at every resolver of the cluster's DNS. */
  askAddressesEach(serviceName: string, withinMs: number): Promise<SingleAnswer[][]> {
    const { client } = this.#options
    return Promise.all(
      this.#resolvers().map((resolver) =>
        this.#within(withinMs, (signal) =>
          Promise.all(
            addressFamilies.map((type) => client.ask(serviceName, type, resolver, { evenIfSilent: true, signal })),
          ),
        ),
      ),
    )
  }

  #ask(
    serviceName: string,
    resolver: Resolver,
    withinMs: number,
    onQuestion?: WalkOptions['onQuestion'],
  ): Promise<CnameAnswer> {
    const listening = onQuestion === undefined ? {} : { onQuestion }
    return this.#within(withinMs, (signal) =>
      this.#options.client.cname(serviceName, resolver, { evenIfSilent: true, signal, ...listening }),
    )
  }

  async #within<Answer>(withinMs: number, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const deadline = new AbortController()
    const cancel = this.#options.clock.after(withinMs, () => deadline.abort())
    try {
      return await ask(AbortSignal.any([deadline.signal, this.#closing]))
    } finally {
      cancel()
    }
  }

  /** The answers with the Service's own CNAME as the first hop of the cluster's. */
  put(answers: readonly VantageAnswer[], target: string, served: CnameAnswer | null): VantageAnswer[] {
    return answers.map((answer) =>
      answer.vantage === 'cluster' && served !== null ? withServiceName(answer, target, served) : answer,
    )
  }

  #resolvers(): readonly Resolver[] {
    return this.#options.vantages.find(({ name }) => name === 'cluster')?.resolvers ?? []
  }

  #remember(serviceName: string, answer: CnameAnswer): void {
    this.#answers.delete(serviceName)
    this.#answers.set(serviceName, { answer, atMs: this.#options.clock.now() })
    const oldest = this.#answers.keys().next()
    if (this.#answers.size > remembered && !oldest.done) this.#answers.delete(oldest.value)
  }
}
