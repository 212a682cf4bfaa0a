import fc from 'fast-check'
import { badBodies, badHeaders, badMethods, badSegments } from './bad-input.ts'
import { encode, type Known, rarely, type Schema, type SchemaDocument, SchemaValues } from './schema-values.ts'

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

export interface ApiDocument extends SchemaDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
}

export interface GeneratedRequest {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
}

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
