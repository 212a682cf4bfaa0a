import { badRequest } from '../api/api-failure.ts'
import { goKind } from '../json/go-text.ts'
import { isObject, type Json, type JsonObject } from '../json/json.ts'
import { type Definition, definitionOf, type FieldType, resolveType } from './schema.ts'

interface Decoded {
  readonly object: JsonObject
  /** Paths of fields that the kind does not have; they are not in the object any more. */
  readonly unknownFields: string[]
}

/**
 * Reads a body as a kind: unknown fields are left out and named, nulls and empty values that the API server does not keep are
 * dropped. Throws the 400 of the API server where a value has the wrong type.
 */
export function decodeObject(body: JsonObject, kind: { kind: string; version: string; definition: string }): Decoded {
  const unknownFields: string[] = []
  const fail = (what: string, holder: string, path: string, goType: string): never => {
    const plainPath = path.replace(/\[\d+\]/g, '')
    const where =
      holder === '' ? `Go value of type ${goType}` : `Go struct field ${holder}.${plainPath} of type ${goType}`
    const why = `json: cannot unmarshal ${what} into ${where}`
    throw badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`)
  }
  const context: Context = { unknownFields, fail }
  return { object: decodeFields(context, body, definitionOf(kind.definition), ''), unknownFields }
}

interface Context {
  readonly unknownFields: string[]
  readonly fail: (what: string, holder: string, path: string, goType: string) => never
}

function decodeFields(context: Context, value: JsonObject, definition: Definition, path: string): JsonObject {
  const found: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    const type = definition.fields?.get(key)
    const itemPath = path === '' ? key : `${path}.${key}`
    if (type === undefined) {
      context.unknownFields.push(itemPath)
      continue
    }
    const decoded = decodeValue(context, item, type, itemPath, shortName(definition.name))
    if (decoded !== undefined && !isLeftOut(decoded, type, definition.required.includes(key))) found[key] = decoded
  }
  return found
}

// Go leaves out empty strings, lists and maps; structs stay, and so does what the description gives a default.
function isLeftOut(value: Json, type: FieldType, isRequired: boolean): boolean {
  if (isRequired || type.defaultText !== undefined) return false
  if (value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return type.kind === 'map' && isObject(value) && Object.keys(value).length === 0
}

function decodeValue(context: Context, value: Json, given: FieldType, path: string, holder: string): Json | undefined {
  if (value === null) return undefined
  const type = resolveType(given)
  if (type.kind === 'list') return decodeList(context, value, type, path, holder)
  if (type.kind === 'map') return decodeMap(context, value, type, path, holder)
  if (type.kind === 'reference') {
    const definition = definitionOf(type.name)
    if (!isObject(value)) return context.fail(describe(value), holder, path, goTypeOf(type))
    return decodeFields(context, value, definition, path)
  }
  if (!isScalar(value, type.name)) return context.fail(describe(value, type.name), holder, path, goTypeOf(type))
  return value
}

function decodeList(context: Context, value: Json, type: FieldType, path: string, holder: string): Json {
  const { of } = type
  if (!Array.isArray(value) || of === undefined) return context.fail(describe(value), holder, path, goTypeOf(type))
  return value.map((item, index) => decodeValue(context, item, of, `${path}[${index}]`, holder) ?? {})
}

function decodeMap(context: Context, value: Json, type: FieldType, path: string, holder: string): Json {
  const { of } = type
  if (!isObject(value) || of === undefined) return context.fail(describe(value), holder, path, goTypeOf(type))
  const entries = Object.entries(value).map(([key, item]): [string, Json] => [
    key,
    // The decoder of Go names the map, not its key.
    decodeValue(context, item, of, of.kind === 'scalar' ? path : `${path}.${key}`, holder) ?? '',
  ])
  return Object.fromEntries(entries)
}

function isScalar(value: Json, name: string): boolean {
  switch (name) {
    case 'int32':
      return Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_648
    case 'int64':
    case 'integer':
      return Number.isInteger(value)
    case 'number':
    case 'double':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value)
    case 'string-or-number':
      return typeof value === 'string' || typeof value === 'number'
    case 'object':
      return isObject(value)
    case 'any':
      return true
    default:
      return typeof value === 'string'
  }
}

// Go names a number that is too large or not whole.
function describe(value: Json, wanted = ''): string {
  return typeof value === 'number' && wanted.startsWith('int') ? `number ${value}` : goKind(value)
}

const goNames: Readonly<Record<string, string>> = {
  boolean: 'bool',
  integer: 'int',
  number: 'float64',
  double: 'float64',
}

function goTypeOf(type: FieldType): string {
  if (type.kind === 'list' && type.of) return `[]${goTypeOf(type.of)}`
  if (type.kind === 'map' && type.of) return `map[string]${goTypeOf(type.of)}`
  if (type.kind === 'reference') return goStructName(type.name)
  return goNames[type.name] ?? type.name
}

const shortName = (definition: string) => definition.slice(definition.lastIndexOf('.') + 1)

// `api.core.v1.ServicePort` is v1.ServicePort in Go.
const goStructName = (definition: string) => definition.split('.').slice(-2).join('.')
