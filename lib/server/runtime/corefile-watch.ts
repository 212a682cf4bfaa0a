import type { NodeLocalDns } from '@/lib/domain/change/cut-over'
import type { Clock } from '@/lib/domain/clock'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import { type DnsFacts, dnsFacts } from '@/lib/domain/resolution/dns-facts'
import type { CorefileReading } from '@/lib/kubernetes/coredns-corefile'
import { whenOr } from '@/lib/server/monitor/when-or'

export interface CorefileWatchOptions {
  clock: Clock
  /** What cannot be read is an answer; that nobody answers is thrown. */
  read(): Promise<CorefileReading>
  readNodeLocalDns(): Promise<NodeLocalDns>
  assumedDomain: string
}

export interface CorefileFacts extends DnsFacts {
  /** Why the facts are assumed, null when they are not. */
  why: string | null
}

const everyMs = 5 * 60_000
const afterFailureMs = 30_000

/**
 * What the cluster's Corefile says, read at the start and every five minutes. While nobody answers the last reading stands; what may not be read
 * is assumed.
 */
export class CorefileWatch {
  readonly #options: CorefileWatchOptions
  #facts: CorefileFacts
  #nodeLocalDns: NodeLocalDns = 'unknown'
  #cancel = () => {}
  #isClosed = false
  /** Called with every reading that came to the cluster's domain. */
  onDomain: (domain: string) => void = () => {}

  constructor(options: CorefileWatchOptions) {
    this.#options = options
    this.#facts = { ...dnsFacts(null, options.assumedDomain), why: 'the Corefile was not read yet' }
  }

  /** Begins; resolves with the first reading, or after `withinMs`. */
  start(withinMs: number): Promise<void> {
    return whenOr(this.#read(), this.#options.clock, withinMs)
  }

  current(): CorefileFacts {
    return this.#facts
  }

  /** Whether a cache on each node stands before CoreDNS, as last read. */
  get nodeLocalDns(): NodeLocalDns {
    return this.#nodeLocalDns
  }

  close(): void {
    this.#isClosed = true
    this.#cancel()
  }

  async #read(): Promise<void> {
    const { clock, read, readNodeLocalDns, assumedDomain } = this.#options
    let pauseMs = everyMs
    try {
      const [reading, nodeLocalDns] = await Promise.all([read(), readNodeLocalDns()])
      if (this.#isClosed) return
      this.#facts = toFacts(reading, assumedDomain)
      this.#nodeLocalDns = nodeLocalDns
    } catch (error) {
      pauseMs = afterFailureMs
      const why = error instanceof Error ? error.message : 'unknown failure'
      if (this.#facts.source === 'assumed') this.#facts = { ...this.#facts, why }
    }
    if (this.#isClosed) return
    this.#cancel = clock.after(pauseMs, () => void this.#read())
    if (this.#facts.source === 'corefile') this.onDomain(this.#facts.clusterDomain)
  }
}

function toFacts(reading: CorefileReading, assumedDomain: string): CorefileFacts {
  if (reading.kind !== 'text') return { ...dnsFacts(null, assumedDomain), why: reading.why }
  const facts = dnsFacts(readCorefile(reading.text), assumedDomain)
  const why = facts.source === 'corefile' ? null : 'no server in the Corefile answers for a cluster (plugin kubernetes)'
  return { ...facts, why }
}
