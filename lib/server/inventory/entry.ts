import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import { type FacetValues, facetValues, noFacets } from './facet-values'
import type { KnownPurpose } from './read-purpose'
import { searchText } from './search-text'

/** An alias in the index, with its row. */
export class Entry {
  alias: Alias
  purpose: KnownPurpose
  /** Where it stands among all entries. */
  place = 0
  #row: Row | null = null
  #text: string | null = null
  #facets: FacetValues | null = null

  constructor(alias: Alias, purpose: KnownPurpose) {
    this.alias = alias
    this.purpose = purpose
  }

  /** Null only while a delta is being taken in: a row depends on which siblings there are. */
  get row(): Row | null {
    return this.#row
  }

  set row(row: Row | null) {
    this.#row = row
    this.#text = null
    this.#facets = null
  }

  /** What the words of a search are looked for in. */
  get text(): string {
    this.#text ??= this.#row === null ? '' : searchText(this.#row)
    return this.#text
  }

  get facets(): FacetValues {
    this.#facets ??= this.#row === null ? noFacets : facetValues(this.#row)
    return this.#facets
  }
}

/** All entries side by side, in no order: a query goes over ten thousand of them at each key that is pressed, and a list takes half as long as a map. */
export class EntryList {
  readonly #entries: Entry[] = []

  get all(): readonly Entry[] {
    return this.#entries
  }

  add(entry: Entry): void {
    entry.place = this.#entries.length
    this.#entries.push(entry)
  }

  remove(entry: Entry): void {
    const last = this.#entries.pop()
    if (last === undefined || last === entry) return
    this.#entries[entry.place] = last
    last.place = entry.place
  }

  clear(): void {
    this.#entries.length = 0
  }
}
