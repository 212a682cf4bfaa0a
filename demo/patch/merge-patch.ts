import { isObject, type Json, type JsonObject } from '../json/json.ts'

/** JSON merge patch (RFC 7386): maps merge, null removes, everything else is replaced. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: JsonObject = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else
      Object.defineProperty(merged, key, {
        value: mergePatch(merged[key], value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
  }
  return merged
}
