import type { Hop } from '@/lib/domain/resolution/resolution'
import { type AddressFamily, maxLinks } from '@/lib/domain/resolution/walk-trace'

export type Step = 'stayed' | 'moved' | 'loop' | 'too-long'

const maxAddresses = 256

/** The way along CNAME records from a name. Records are taken by owner name, so that order, duplicates and strangers in a reply do not matter. */
export class ChainPath {
  readonly links: Hop[] = []
  readonly #visited: Set<string>
  /** The last name reached. */
  at: string

  constructor(name: string) {
    this.at = name
    this.#visited = new Set([name])
  }

  /** Goes as far as the records lead. After `loop`, `at` is the earlier name; after `too-long`, the name behind the last link followed. */
  follow(records: readonly Hop[]): Step {
    let step: Step = 'stayed'
    for (;;) {
      const link = records.find((record) => record.type === 'CNAME' && record.owner === this.at)
      if (link === undefined) return step
      if (this.links.length === maxLinks) return 'too-long'
      this.links.push(link)
      this.at = link.data
      if (this.#visited.has(this.at)) return 'loop'
      this.#visited.add(this.at)
      step = 'moved'
    }
  }

  addresses(records: readonly Hop[], family: AddressFamily): Hop[] {
    const found = new Map<string, Hop>()
    for (const record of records) {
      if (record.type !== family || record.owner !== this.at || found.size === maxAddresses) continue
      found.set(record.data, record)
    }
    return [...found.values()]
  }
}
