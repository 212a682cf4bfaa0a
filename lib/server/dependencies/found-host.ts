import type { Row } from '@/lib/contract/row'
import { type Dependency, describeDependency } from '@/lib/domain/dependency/dependency'
import { findProvider } from '@/lib/domain/provider/find-provider'
import type { Provider } from '@/lib/domain/provider/provider'
import { providers } from '@/lib/domain/provider/providers'

const providerTexts = new Map(providers.map((provider) => [provider, providerText(provider)]))

/** A host that rows point at. What it comes to is worked out when it is asked for first: of thousands, most only have their name looked at. */
export class FoundHost {
  readonly host: string
  readonly #aliases: readonly [Row, ...Row[]]
  #dependency: Dependency<Row> | null = null
  #provider: Provider | null | undefined

  constructor(host: string, aliases: readonly [Row, ...Row[]]) {
    this.host = host
    this.#aliases = aliases
  }

  get dependency(): Dependency<Row> {
    this.#dependency ??= describeDependency(this.host, this.#aliases)
    return this.#dependency
  }

  get provider(): Provider | null {
    if (this.#provider === undefined) this.#provider = findProvider(this.host)
    return this.#provider
  }

  /** Whether its name, the name at the end of its chain or its provider has all the words (in lower case). */
  hasWords(words: readonly SearchWord[]): boolean {
    return words.every(
      ({ word, isOfProvider }) =>
        this.host.toLowerCase().includes(word) ||
        this.#aliases.some(({ terminal }) => terminal?.toLowerCase().includes(word)) ||
        (isOfProvider && this.provider !== null && providerTexts.get(this.provider)?.includes(word) === true),
    )
  }
}

/** A word that is searched for, and whether any provider has it at all. */
export interface SearchWord {
  word: string
  isOfProvider: boolean
}

export function searchWords(text: string): SearchWord[] {
  const texts = [...providerTexts.values()]
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ word, isOfProvider: texts.some((known) => known.includes(word)) }))
}

function providerText({ provider, service, category, statusPage }: Provider): string {
  return [provider, service, category, statusPage].join('\n').toLowerCase()
}
