import { isObject, type Json, type JsonObject, parseJson } from '../json/json.ts'
import { definitionOf, type FieldType, resolveType } from '../schema/schema.ts'

/** A part of a value that has an owner of its own: the step that leads to it, its value and type. */
export interface FieldPart {
  readonly step: string
  readonly value: Json
  readonly type: FieldType | undefined
}

/** The parts of a value; null for one that is owned as a whole. */
export function partsOf(value: Json, given: FieldType | undefined): FieldPart[] | null {
  const type = given && resolveType(given)
  if (type === undefined || type.isAtomic) return null
  if (type.kind === 'reference') {
    const definition = definitionOf(type.name)
    if (!isObject(value) || definition.isAtomic) return null
    return Object.entries(value).map(([key, item]) => ({
      step: `f:${key}`,
      value: item,
      type: definition.fields?.get(key),
    }))
  }
  if (type.kind === 'map') {
    if (!isObject(value)) return null
    return Object.entries(value).map(([key, item]) => ({ step: `f:${key}`, value: item, type: type.of }))
  }
  return type.kind === 'list' && Array.isArray(value) ? listParts(value, type) : null
}

/** A struct that is always there, whether written or not, is no field by itself. */
export function isPlainStruct(type: FieldType | undefined): boolean {
  return type?.kind === 'reference' && type.defaultText === '{}'
}

function listParts(value: readonly Json[], type: FieldType): FieldPart[] | null {
  if (type.isSet)
    return distinct(value.map((item) => ({ step: `v:${JSON.stringify(item)}`, value: item, type: undefined })))
  const { keys, of } = type
  if (keys === undefined || of === undefined || !value.every(isObject)) return null
  return distinct(value.map((item) => ({ step: `k:${JSON.stringify(keyOf(item, keys, of))}`, value: item, type: of })))
}

function keyOf(item: JsonObject, keys: readonly string[], of: FieldType): JsonObject {
  const { fields } = definitionOf(of.name)
  const entries = [...keys].sort().map((key): [string, Json] => {
    const fallback = fields?.get(key)?.defaultText
    return [key, item[key] ?? (fallback === undefined ? null : parseJson(fallback))]
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== null))
}

// A list that names an item twice cannot be owned item by item.
function distinct(parts: FieldPart[]): FieldPart[] | null {
  return new Set(parts.map(({ step }) => step)).size === parts.length ? parts : null
}
