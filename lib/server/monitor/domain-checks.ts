import type { DnsClient } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { askVantage } from './ask-vantage'

export interface DomainChecksOptions {
  vantages: readonly Vantage[]
  client: DnsClient
  clock: Clock
  clusterDomain: string
  signal: AbortSignal
}

const remembered = 5000
const freshForMs = 300_000

/**
 * Whether the registered domain above a name that does not exist is gone too: asked of the outside vantage where there is one, since only
 * the public DNS can tell, and held for five minutes. The last 5000 domains are remembered.
 */
export class DomainChecks {
  readonly #options: DomainChecksOptions
  readonly #known = new Map<string, { isGone: boolean | null; atMs: number }>()
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(options: DomainChecksOptions) {
    this.#options = options
  }

  /** Null while nobody was asked, or nobody answered, and for a name without a registered domain. */
  isGone(name: string): boolean | null {
    const domain = registrableDomain(name)
    return domain === null ? null : (this.#known.get(domain)?.isGone ?? null)
  }

  /** Asks for the domain of the name at which an answer broke, unless that was done a while ago. */
  async check({ verdict, brokenAt }: VantageAnswer): Promise<void> {
    if (brokenAt === null || (verdict.code !== 'NXDOMAIN_ORIGIN' && verdict.code !== 'NXDOMAIN_AT_HOP')) return
    const domain = registrableDomain(brokenAt)
    if (domain === null || domain === brokenAt) return
    const known = this.#known.get(domain)
    if (known !== undefined && this.#options.clock.now() - known.atMs < freshForMs) return
    const asking = this.#underWay.get(domain) ?? this.#ask(domain).finally(() => this.#underWay.delete(domain))
    this.#underWay.set(domain, asking)
    await asking
  }

  async #ask(domain: string): Promise<void> {
    const { vantages, client, clock, clusterDomain, signal } = this.#options
    const vantage = vantages.find(({ name }) => name === 'outside') ?? vantages[0]
    if (vantage === undefined) return
    const options = { repeatFailures: true, signal }
    const { verdict } = await askVantage({ client, vantage, host: domain, clusterDomain, options })
    const isGone = verdict.code === 'NXDOMAIN_ORIGIN' ? true : verdict.severity === 'unknown' ? null : false
    this.#known.delete(domain)
    this.#known.set(domain, { isGone, atMs: clock.now() })
    const [oldest] = this.#known.keys()
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest)
  }
}
