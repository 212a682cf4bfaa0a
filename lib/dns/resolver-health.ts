import type { Clock } from '@/lib/domain/clock'

/** The silence of a resolver: since when (ISO 8601) nothing came back, and how the question ended that showed it. */
export interface ResolverSilence {
  since: string
  why: string
}

export interface ResolverHealthOptions {
  clock: Clock
  /** Questions in a row without a reply, and over how many names, before the resolver counts as silent. */
  silentQuestions: number
  silentNames: number
  probeEveryMs: number
}

/**
 * Whether a resolver still answers anybody. While it is silent one question in a while tries it, the others are answered at once; a few
 * silent names alone never make a resolver silent.
 */
export class ResolverHealth {
  readonly #options: ResolverHealthOptions
  readonly #names = new Set<string>()
  #unanswered = 0
  #silentSince: number | null = null
  #why = ''
  #probedAt = 0

  constructor(options: ResolverHealthOptions) {
    this.#options = options
  }

  /** Null when it is worth asking, else why it is not. */
  holdBack(): ResolverSilence | null {
    const silence = this.silence()
    if (silence === null) return null
    const now = this.#options.clock.now()
    if (now - this.#probedAt < this.#options.probeEveryMs) return silence
    this.#probedAt = now
    return null
  }

  /** For people; unlike `holdBack` it lets nothing through. */
  silence(): ResolverSilence | null {
    if (!this.#isSilent() || this.#silentSince === null) return null
    return { since: new Date(this.#silentSince).toISOString(), why: this.#why }
  }

  answered(): void {
    this.#unanswered = 0
    this.#names.clear()
    this.#silentSince = null
  }

  unanswered(name: string, why: string): void {
    // One reason for the whole of a silence: each new wording would be news of every name that waits.
    if (!this.#isSilent()) this.#why = why
    this.#silentSince ??= this.#options.clock.now()
    this.#unanswered += 1
    if (this.#names.size < this.#options.silentNames) this.#names.add(name)
    if (this.#unanswered === this.#options.silentQuestions) this.#probedAt = this.#options.clock.now()
  }

  #isSilent(): boolean {
    return this.#unanswered >= this.#options.silentQuestions && this.#names.size >= this.#options.silentNames
  }
}
