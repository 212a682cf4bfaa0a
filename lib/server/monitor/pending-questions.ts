import type { PendingQuestion } from '@/lib/contract/resolution'
import type { Clock } from '@/lib/domain/clock'
import type { VantageName } from '@/lib/domain/resolution/resolution'

/** One vantage that is being asked; `now` says which name, and whom. */
export interface Pending {
  now(name: string, resolver: string): void
  end(): void
}

interface Entry {
  vantage: VantageName
  since: string
  question: { name: string; resolver: string } | null
}

/** Which names are being asked for just now on somebody's behalf, by the host it is about. Each ends with its question, after 15 s at most. */
export class PendingQuestions {
  readonly #clock: Clock
  readonly #byHost = new Map<string, Set<Entry>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  begin(host: string, vantage: VantageName): Pending {
    const entries = this.#byHost.get(host) ?? new Set()
    const entry: Entry = { vantage, since: new Date(this.#clock.now()).toISOString(), question: null }
    this.#byHost.set(host, entries.add(entry))
    return {
      now: (name, resolver) => {
        entry.question = { name, resolver }
      },
      end: () => {
        entries.delete(entry)
        if (entries.size === 0) this.#byHost.delete(host)
      },
    }
  }

  /** One for each vantage that has not answered yet. */
  of(host: string): PendingQuestion[] {
    const byVantage = new Map<VantageName, PendingQuestion>()
    for (const { vantage, since, question } of this.#byHost.get(host) ?? []) {
      if (question !== null) byVantage.set(vantage, { vantage, ...question, since })
    }
    return [...byVantage.values()]
  }
}
