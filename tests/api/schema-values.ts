import fc from 'fast-check'
import { badTexts, badValues } from './bad-input.ts'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
}

export interface SchemaDocument {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** What there is, by the name of the field, or of the operation, that takes it. Only these are names that a namespace, a Service or a cluster could have, so that nothing else can be written to. */
export type Known = Readonly<Record<string, readonly unknown[]>>

type Text = fc.Arbitrary<string>

/** Values as the schemas of a document want them; with `isBad` some of them, or some within them, are not. */
export class SchemaValues {
  readonly isBad: boolean
  readonly #document: SchemaDocument
  readonly #known: Known

  constructor(document: SchemaDocument, known: Known, isBad: boolean) {
    this.#document = document
    this.#known = known
    this.isBad = isBad
  }

  value(given: Schema, field: string): fc.Arbitrary<unknown> {
    const schema = this.#resolved(given)
    const right = this.#knownOrRight(schema, field)
    const wrong = fc.oneof(fc.constantFrom(...badValues), this.#pastBound(schema), this.#badText(field))
    return rarely(this.isBad, right, wrong)
  }

  /** The values of a parameter, each encoded. */
  parameter(schema: Schema, name: string): fc.Arbitrary<string[]> {
    const texts = this.value(schema, name).map((value) =>
      [value]
        .flat(3)
        .slice(0, 60)
        .map((each) => encode(textOf(each))),
    )
    return rarely(
      this.isBad,
      texts,
      fc.constantFrom([''], ['', ''], ['%00'], ['%ff'], ['%2f%2e%2e'], ['%252f'], ['!'], ['='], ['a', 'b']),
    )
  }

  text(schema: Schema, name: string): Text {
    return this.value(schema, name).map(textOf)
  }

  #resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1)
    return name === undefined ? schema : this.#resolved(this.#document.components.schemas[name] ?? {})
  }

  #knownOrRight(schema: Schema, field: string): fc.Arbitrary<unknown> {
    const known = this.#known[field]
    if (known === undefined) return this.#rightValue(schema, field)
    if (schema.type === 'string') return fc.constantFrom(...known)
    const ofType = known.filter((value) => typeof value === 'object')
    if (ofType.length === 0) return this.#rightValue(schema, field)
    return fc.oneof(fc.constantFrom(...ofType), this.#rightValue(schema, field))
  }

  #rightValue(schema: Schema, field: string): fc.Arbitrary<unknown> {
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
    const ways = schema.oneOf ?? schema.anyOf
    if (ways !== undefined) return fc.oneof(...ways.map((way) => this.value(way, field)))
    switch (schema.type) {
      case 'object':
        return this.#object(schema, field)
      case 'array':
        return fc.array(this.value(schema.items ?? {}, field), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(4, schema.maxItems ?? 4),
        })
      case 'integer':
        return numberBetween(schema.minimum ?? -9, schema.maximum ?? 1e9)
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'string':
        return this.#rightText(schema)
      default:
        return fc.constantFrom(null, 1, 'text', {}, [])
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, field: string): fc.Arbitrary<unknown> {
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.value(schema, name)]),
    )
    const requiredKeys = this.isBad ? required.filter((_, index) => index !== required.length - 1) : [...required]
    const record = fc.record(members, { requiredKeys })
    if (additionalProperties === undefined || additionalProperties === false) return record
    const key = rarely(
      this.isBad,
      fc.constantFrom('app', 'owner', 'team/of.it', 'example.com/purpose'),
      fc.constantFrom(...badTexts),
    )
    return fc.dictionary(key, this.value(additionalProperties, field), { minKeys: 0, maxKeys: 4 })
  }

  #rightText(schema: Schema): Text {
    if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern.replace(/\(\?=[^)]*\)/, '')))
    const { minLength = 0, maxLength = 40 } = schema
    return fc.oneof(
      fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }),
      fc.constant('a'.repeat(maxLength)),
    )
  }

  #pastBound({ minimum, maximum, maxLength, maxItems, items }: Schema): fc.Arbitrary<unknown> {
    return fc.constantFrom<unknown>(
      ...(minimum === undefined ? [] : [minimum - 1]),
      ...(maximum === undefined ? [] : [maximum + 1]),
      ...(maxLength === undefined ? [] : ['a'.repeat(maxLength + 1)]),
      ...(maxItems === undefined || items === undefined ? [] : [Array(maxItems + 1).fill('a')]),
      null,
    )
  }

  #badText(field: string): Text {
    const texts =
      field === 'name' || field === 'namespace' ? badTexts.filter((text) => !/^[a-z0-9-]{1,63}$/.test(text)) : badTexts
    return fc.constantFrom(...texts)
  }
}

/** The wrong one now and then, where something may be wrong. */
export function rarely<Value>(
  isBad: boolean,
  right: fc.Arbitrary<Value>,
  wrong: fc.Arbitrary<Value>,
): fc.Arbitrary<Value> {
  return isBad ? fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: wrong }) : right
}

export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function numberBetween(minimum: number, maximum: number): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum))
}
