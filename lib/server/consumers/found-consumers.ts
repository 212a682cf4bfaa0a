import type { Reference } from '@/lib/domain/consumer/consumer'
import type { ConsumerKind } from '@/lib/domain/consumer/consumer-kind'
import type { ConsumerNames } from '@/lib/domain/consumer/consumer-names'
import type { ScannedObject } from '@/lib/kubernetes/scan-consumers'

/** An object that names an alias, or bypasses it, with the places where it does. */
export interface ConsumerObject {
  kind: ConsumerKind
  namespace: string
  name: string
  references: readonly Reference[]
}

const mostReferences = 20_000
const mostOfAnObject = 50
const mostOfAnAlias = 200

/** What one reading of a kind has found, by alias: 20,000 places at most, 50 of an object, 200 objects of an alias. */
export class FoundConsumers {
  readonly #kind: ConsumerKind
  readonly #byAlias = new Map<string, ConsumerObject[]>()
  #references = 0
  isCut = false

  constructor(kind: ConsumerKind) {
    this.#kind = kind
  }

  add({ namespace, name, fields }: ScannedObject, names: ConsumerNames): void {
    const references = fields.flatMap((field) => names.references(field, namespace))
    if (references.length > mostOfAnObject) this.isCut = true
    const byAlias = Map.groupBy(references.slice(0, mostOfAnObject), ({ alias }) => alias)
    for (const [alias, its] of byAlias) {
      const known = this.#byAlias.get(alias) ?? []
      if (known.length >= mostOfAnAlias || this.#references + its.length > mostReferences) {
        this.isCut = true
        continue
      }
      this.#references += its.length
      this.#byAlias.set(alias, [...known, { kind: this.#kind, namespace, name, references: its }])
    }
  }

  of(alias: string): readonly ConsumerObject[] {
    return this.#byAlias.get(alias) ?? []
  }
}
