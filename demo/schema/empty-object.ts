import type { JsonObject } from '../json/json.ts'
import { definitionOf } from './schema.ts'

/** What the API server writes for an object of which nothing is known: its plain structs, all of them empty. */
export function emptyObject(definition: string): JsonObject {
  const empty: JsonObject = {}
  for (const [name, type] of definitionOf(definition).fields ?? [])
    if (type.kind === 'reference' && type.defaultText === '{}' && name !== 'metadata')
      empty[name] = emptyObject(type.name)
  return empty
}
