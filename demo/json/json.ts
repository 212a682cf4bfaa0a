export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What lies at a path of keys; undefined where the way ends. */
export function valueAt(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let found = value
  for (const key of path) {
    if (Array.isArray(found)) found = typeof key === 'number' ? found[key] : undefined
    else found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined
  }
  return found
}

export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : ''
}

export function numberAt(value: Json | undefined, ...path: readonly (string | number)[]): number {
  const found = valueAt(value, ...path)
  return typeof found === 'number' ? found : 0
}

export function objectAt(value: Json | undefined, ...path: readonly (string | number)[]): JsonObject {
  const found = valueAt(value, ...path)
  return isObject(found) ? found : {}
}

export function listAt(value: Json | undefined, ...path: readonly (string | number)[]): Json[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The strings of a map of strings, such as labels; whatever else it holds is left out. */
export function textsOf(value: Json | undefined): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text)
  return value
}
