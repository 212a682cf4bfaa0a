import { ApiFailure } from '../api/api-failure.ts'
import { equalJson } from '../json/equal-json.ts'
import { goText } from '../json/go-text.ts'
import { isObject, type Json, type JsonObject, textAt } from '../json/json.ts'
import { definitionOf, type FieldType, resolveType } from '../schema/schema.ts'

/** Strategic merge patch: like a merge patch, but lists that have a merge key are merged item by item, and `$patch`, `$retainKeys`, `$deleteFromPrimitiveList` and `$setElementOrder` steer it. */
export function strategicMerge(target: Json | undefined, patch: JsonObject, definition: string): JsonObject {
  return mergeObject(isObject(target) ? target : {}, patch, (key) => definitionOf(definition).fields?.get(key))
}

type FieldLookup = (key: string) => FieldType | undefined

function mergeObject(target: JsonObject, patch: JsonObject, typeOf: FieldLookup): JsonObject {
  const directive = textAt(patch, '$patch')
  if (directive === 'replace') return withoutDirectives(patch)
  if (directive === 'delete') return {}
  const kept = Array.isArray(patch.$retainKeys) ? patch.$retainKeys : null
  const merged: JsonObject = {}
  for (const [key, value] of Object.entries(target)) if (kept === null || kept.includes(key)) merged[key] = value
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      applyListDirective(merged, key, value)
      continue
    }
    if (value === null) delete merged[key]
    else merged[key] = mergeValue(merged[key], value, typeOf(key))
  }
  for (const [key, value] of Object.entries(patch))
    if (key.startsWith('$setElementOrder/')) reorder(merged, key.slice('$setElementOrder/'.length), value, typeOf)
  return merged
}

function mergeValue(target: Json | undefined, patch: Json, given: FieldType | undefined): Json {
  const type = given && resolveType(given)
  if (isObject(patch)) return mergeObject(isObject(target) ? target : {}, patch, fieldsOf(type))
  if (!Array.isArray(patch)) return patch
  if (type?.mergeKey === undefined) return patch
  const present = Array.isArray(target) ? target : []
  return type.mergeKey === '' ? union(present, patch) : mergeList(present, patch, type, type.mergeKey)
}

function fieldsOf(type: FieldType | undefined): FieldLookup {
  if (type?.kind === 'reference') return (key) => definitionOf(type.name).fields?.get(key)
  if (type?.kind === 'map') return () => type.of
  return () => undefined
}

const union = (present: readonly Json[], added: readonly Json[]): Json[] => [
  ...present,
  ...added.filter((item) => !present.some((other) => equalJson(item, other))),
]

function mergeList(present: readonly Json[], patch: readonly Json[], type: FieldType, mergeKey: string): Json[] {
  const items = patch.filter(isObject)
  const replaces = items.some((item) => item.$patch === 'replace' && item[mergeKey] === undefined)
  if (replaces) return items.filter((item) => item.$patch === undefined)
  for (const item of items)
    if (item[mergeKey] === undefined && item.$patch === undefined)
      throw new ApiFailure(500, '', `map: ${goText(item)} does not contain declared merge key: ${mergeKey}`)
  const gone = items.filter((item) => item.$patch === 'delete')
  const written = items.filter((item) => item.$patch === undefined || item.$patch === 'merge')
  const isSame = (a: Json, b: Json) => isObject(a) && isObject(b) && equalJson(a[mergeKey], b[mergeKey])
  const left = present.filter((item) => !gone.some((other) => isSame(item, other)))
  const merged = written.map((item) => {
    const found = left.find((other) => isSame(item, other))
    return found === undefined ? withoutDirectives(item) : mergeValue(found, item, type.of)
  })
  const others = left.filter((item) => !written.some((other) => isSame(item, other)))
  return interleave(others, merged, (item) => left.findIndex((other) => isSame(item, other)))
}

// What was there alone goes before what the patch brings only where it did so before.
function interleave(others: readonly Json[], patched: readonly Json[], placeOf: (item: Json) => number): Json[] {
  const result: Json[] = []
  const waiting = [...others]
  for (const item of patched) {
    const place = placeOf(item)
    for (let [next] = waiting; next !== undefined && place >= 0 && placeOf(next) < place; [next] = waiting) {
      result.push(next)
      waiting.shift()
    }
    result.push(item)
  }
  return [...result, ...waiting]
}

function applyListDirective(merged: JsonObject, key: string, value: Json): void {
  const [directive, field = ''] = key.split('/')
  const present = merged[field]
  if (directive !== '$deleteFromPrimitiveList' || !Array.isArray(present) || !Array.isArray(value)) return
  merged[field] = present.filter((item) => !value.some((gone) => equalJson(item, gone)))
}

// Items come in the order the client wants; those it does not name keep their place after what went before them.
function reorder(merged: JsonObject, field: string, order: Json, typeOf: FieldLookup): void {
  const list = merged[field]
  if (!Array.isArray(list) || !Array.isArray(order)) return
  const mergeKey = typeOf(field)?.mergeKey ?? ''
  const keyOf = (item: Json) => (mergeKey !== '' && isObject(item) ? item[mergeKey] : item)
  const rank = (item: Json) => order.findIndex((wanted) => equalJson(keyOf(wanted), keyOf(item)))
  const ranked = list.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))
  merged[field] = list.map((item) => (rank(item) >= 0 ? (ranked.shift() ?? item) : item))
}

function withoutDirectives(item: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(item)
      .filter(([key, value]) => !key.startsWith('$') && value !== null)
      .map(([key, value]) => [key, isObject(value) ? withoutDirectives(value) : value]),
  )
}
