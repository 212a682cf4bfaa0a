import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import { type FacetValues, facetValues } from './facet-values'
import type { KnownPurpose } from './read-purpose'
import { searchText } from './search-text'

/** How what is shown of an alias is made. */
export interface RowMaker {
  purpose(alias: Alias): KnownPurpose
  row(alias: Alias, purpose: KnownPurpose): Row
}

/**
 * An alias in the index. Its row is made when somebody looks at it for the first time after something that it shows was changed: of thousands that come
 * or are answered for at once most are not looked at before they change again.
 */
export class Entry {
  /** Where it stands among all entries. */
  place = 0
  readonly #maker: RowMaker
  #alias: Alias
  #purpose: KnownPurpose | null = null
  #row: Row | null = null
  #text: string | null = null
  #facets: FacetValues | null = null

  constructor(alias: Alias, maker: RowMaker) {
    this.#alias = alias
    this.#maker = maker
  }

  get alias(): Alias {
    return this.#alias
  }

  set alias(alias: Alias) {
    this.#alias = alias
    this.#purpose = null
    this.forgetRow()
  }

  get row(): Row {
    return this.#row ?? this.makeRow()
  }

  makeRow(): Row {
    this.#purpose ??= this.#maker.purpose(this.#alias)
    this.#row ??= this.#maker.row(this.#alias, this.#purpose)
    return this.#row
  }

  /** The row where it is made and nothing that it shows was changed since. */
  get madeRow(): Row | null {
    return this.#row
  }

  /** Something that the row shows was changed. */
  forgetRow(): void {
    this.#row = null
    this.#text = null
    this.#facets = null
  }

  /** The one thing that was changed, in a row that is made: the next one shows it anyway. */
  showReview(state: Row['reviewState']): void {
    if (this.#row === null) return
    this.#row = { ...this.#row, reviewState: state }
    this.#facets = null
  }

  /** What the words of a search are looked for in. */
  get text(): string {
    this.#text ??= searchText(this.row)
    return this.#text
  }

  get facets(): FacetValues {
    this.#facets ??= facetValues(this.row)
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
