import type { SilentResolver } from '@/lib/contract/services'
import type { DnsClient } from '@/lib/dns/dns-client'
import { formatResolver } from '@/lib/dns/resolver-address'
import type { Vantage } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'

export interface SilentResolversOptions {
  vantages: readonly Vantage[]
  client: Pick<DnsClient, 'silenceOf'>
  clock: Clock
  onChange(): void
}

const checkAfterMs = 200

/** The resolvers of a cluster's vantages that answer nobody: looked at after answers, five times a second at most. */
export class SilentResolvers {
  readonly #options: SilentResolversOptions
  #current: SilentResolver[] = []
  #cancel: (() => void) | null = null

  constructor(options: SilentResolversOptions) {
    this.#options = options
  }

  current(): SilentResolver[] {
    return this.#current
  }

  /** Some question has come to its end, well or badly. */
  noteAnswer(): void {
    this.#cancel ??= this.#options.clock.after(checkAfterMs, () => {
      this.#cancel = null
      this.#check()
    })
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = () => {}
  }

  #check(): void {
    const next = this.#options.vantages.flatMap((vantage) => silentIn(vantage, this.#options.client))
    const isSame = JSON.stringify(next) === JSON.stringify(this.#current)
    this.#current = next
    if (!isSame) this.#options.onChange()
  }
}

function silentIn({ name, resolvers }: Vantage, client: Pick<DnsClient, 'silenceOf'>): SilentResolver[] {
  const states = resolvers.map((resolver) => ({
    resolver: formatResolver(resolver),
    silence: client.silenceOf(resolver),
  }))
  const replacedBy = states.find(({ silence }) => silence === null)?.resolver ?? null
  return states.flatMap(({ resolver, silence }) =>
    silence === null ? [] : [{ vantage: name, resolver, ...silence, replacedBy }],
  )
}
