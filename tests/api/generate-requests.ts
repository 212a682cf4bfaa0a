import fc from 'fast-check'
import { badBodies, badHeaders, badMethods, badSegments, badTexts, badValues } from './bad-input.ts'

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

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly schema: Schema
}

export interface ApiOperation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface GeneratedRequest {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
}

/** What there is, by the name of the field, or of the operation, that takes it. Only these are names that a namespace, a Service or a cluster could have, so that nothing else can be written to. */
export type Known = Readonly<Record<string, readonly unknown[]>>

type Text = fc.Arbitrary<string>

/** Requests for every operation of a document alike: a half as its schemas want them, a half with something wrong; `tokens` are who asks. */
export function requestsOf(
  document: ApiDocument,
  known: Known,
  tokens: readonly string[],
): fc.Arbitrary<GeneratedRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const authorization = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'Bearer', 'Bearer garbage', 'Basic YTpi', `Bearer ${'a'.repeat(9000)}`),
    },
  )
  return fc.oneof(
    ...operations.flatMap(({ path, method, operation }) =>
      [false, true].map((isBad) => {
        const schemas = new SchemaValues(document, known, isBad)
        return fc.record({
          operationId: fc.constant(operation.operationId),
          method: rarely(isBad, fc.constant(method), fc.constantFrom(...badMethods)),
          path: fc
            .tuple(pathOf(path, operation, schemas), queryOf(operation, schemas))
            .map(([place, query]) => `${place}${query === '' ? '' : `?${query}`}`),
          headers: headersOf(authorization, operation, isBad),
          body: bodyOf(operation, schemas),
        })
      }),
    ),
  )
}

function rarely<Value>(isBad: boolean, right: fc.Arbitrary<Value>, wrong: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return isBad ? fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: wrong }) : right
}

function headersOf(authorization: Text, { requestBody }: ApiOperation, isBad: boolean) {
  const right: fc.Arbitrary<Record<string, string>> = authorization.map((value) => ({
    ...(value === '' ? {} : { authorization: value }),
    ...(requestBody === undefined ? {} : { 'content-type': 'application/json' }),
  }))
  if (!isBad) return right
  const more = fc.uniqueArray(fc.constantFrom(...badHeaders), { maxLength: 2 })
  return fc
    .tuple(right, rarely<(readonly [string, string])[]>(true, fc.constant([]), more))
    .map(([headers, pairs]) => ({ ...headers, ...Object.fromEntries(pairs) }))
}

function pathOf(path: string, { parameters = [] }: ApiOperation, schemas: SchemaValues): Text {
  const segments = path.split('/').map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1]
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name)
    if (parameter === undefined) return fc.constant(segment)
    const right = schemas.text(parameter.schema, parameter.name).map(encode)
    return rarely(schemas.isBad, right, fc.constantFrom(...badSegments))
  })
  return fc.tuple(...segments).map((parts) => parts.join('/'))
}

function queryOf({ parameters = [] }: ApiOperation, schemas: SchemaValues): Text {
  const pairs = parameters
    .filter((each) => each.in === 'query')
    .map(({ name, schema, required = false }) => {
      const pair = schemas.parameter(schema, name).map((values) => values.map((value) => `${name}=${value}`))
      return fc.oneof(
        { weight: required ? 30 : 1, arbitrary: pair },
        { weight: required ? 1 : 4, arbitrary: fc.constant([]) },
      )
    })
  const wrong = fc.constantFrom(
    'nonsense=1',
    '__proto__=1',
    'constructor[prototype][x]=1',
    '=',
    '&&',
    '%00=%00',
    '%ff',
    'limit',
    'limit=1&limit=2',
    'q=%e2%80%ae',
  )
  const more = rarely<string[]>(
    schemas.isBad,
    fc.constant([]),
    wrong.map((text) => [text]),
  )
  return fc.tuple(...pairs, more).map((parts) => parts.flat().join('&'))
}

function bodyOf(
  { operationId, requestBody }: ApiOperation,
  schemas: SchemaValues,
): fc.Arbitrary<string | Buffer | null> {
  const schema = requestBody?.content['application/json']?.schema
  if (schema === undefined)
    return rarely<string | Buffer | null>(schemas.isBad, fc.constant(null), fc.constantFrom('{}', '\0'))
  const right = schemas.value(schema, operationId).map((value) => JSON.stringify(value) ?? '')
  if (!schemas.isBad) return right
  return fc.oneof(
    { weight: 8, arbitrary: right },
    {
      weight: 1,
      arbitrary: right.map((text) => text.replace('{', '{"__proto__":{"admin":true},"constructor":{"prototype":{}},')),
    },
    { weight: 1, arbitrary: fc.tuple(right, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))) },
    { weight: 1, arbitrary: fc.constantFrom(...badBodies).map((make) => make()) },
  )
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

class SchemaValues {
  readonly isBad: boolean
  readonly #document: ApiDocument
  readonly #known: Known

  constructor(document: ApiDocument, known: Known, isBad: boolean) {
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

function numberBetween(minimum: number, maximum: number): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum))
}
