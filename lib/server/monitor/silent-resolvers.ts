import type { SilentResolver } from '@/lib/contract/services'
import type { DnsClient } from '@/lib/dns/dns-client'
import { formatResolver } from '@/lib/dns/resolver-address'
import type { Vantage } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'

export interface SilentResolversOptions {
  vantages: readonly Vantage[]
  client: Pick<DnsClient, 'silenceOf' | 'ask'>
  clock: Clock
  onChange(): void
}

const checkAfterMs = 200
const tryAgainMs = 10_000

/**
 * The resolvers of a cluster's vantages that answer nobody: looked at after answers, five times a second at most. While one is silent it is asked
 * every ten seconds for the name that failed last, so that its silence ends by itself.
 */
export class SilentResolvers {
  readonly #options: SilentResolversOptions
  readonly #failed = new Map<VantageName, string>()
  #current: SilentResolver[] = []
  #cancelCheck: (() => void) | null = null
  #cancelTry: (() => void) | null = null
  #isClosed = false

  constructor(options: SilentResolversOptions) {
    this.#options = options
  }

  current(): SilentResolver[] {
    return this.#current
  }

  /** Some question has come to its end, well or badly. */
  noteAnswer({ vantage, verdict, brokenAt }: Pick<VantageAnswer, 'vantage' | 'verdict' | 'brokenAt'>): void {
    if (verdict.severity === 'unknown' && brokenAt !== null) this.#failed.set(vantage, brokenAt)
    this.#checkSoon()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelCheck?.()
    this.#cancelTry?.()
  }

  #checkSoon(): void {
    if (this.#isClosed) return
    this.#cancelCheck ??= this.#options.clock.after(checkAfterMs, () => {
      this.#cancelCheck = null
      this.#check()
    })
  }

  #check(): void {
    const { vantages, client, onChange } = this.#options
    const next = vantages.flatMap((vantage) => silentIn(vantage, client))
    const isSame = JSON.stringify(next) === JSON.stringify(this.#current)
    this.#current = next
    if (next.length > 0) this.#tryLater()
    if (!isSame) onChange()
  }

  #tryLater(): void {
    this.#cancelTry ??= this.#options.clock.after(tryAgainMs, () => {
      this.#cancelTry = null
      void this.#tryAgain()
    })
  }

  async #tryAgain(): Promise<void> {
    const { vantages, client } = this.#options
    const tries = vantages.flatMap(({ name, resolvers }) => {
      const host = this.#failed.get(name)
      if (host === undefined) return []
      const silent = resolvers.filter((resolver) => client.silenceOf(resolver) !== null)
      return silent.map((resolver) => client.ask(host, 'A', resolver))
    })
    await Promise.all(tries)
    this.#checkSoon()
  }
}

function silentIn({ name, resolvers }: Vantage, client: SilentResolversOptions['client']): SilentResolver[] {
  const states = resolvers.map((resolver) => ({
    resolver: formatResolver(resolver),
    silence: client.silenceOf(resolver),
  }))
  const replacedBy = states.find(({ silence }) => silence === null)?.resolver ?? null
  return states.flatMap(({ resolver, silence }) =>
    silence === null ? [] : [{ vantage: name, resolver, ...silence, replacedBy }],
  )
}
