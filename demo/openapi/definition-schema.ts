import type { JsonObject } from '../json/json.ts'
import { type Definition, definitionOf, type FieldType } from '../schema/schema.ts'

// What was brought in is named after its own group.
const prefixOf = (definition: string) => (/^api(machinery)?\./.test(definition) ? 'io.k8s.' : 'io.')

export const schemaName = (definition: string) => `${prefixOf(definition)}${definition}`
export const schemaReference = (definition: string) => `#/components/schemas/${schemaName(definition)}`

/** The schemas of these definitions and of all that they refer to, by name. */
export function schemasOf(definitions: readonly string[]): JsonObject {
  const schemas: JsonObject = {}
  const waiting = [...definitions]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (schemaName(name) in schemas) continue
    const definition = definitionOf(name)
    schemas[schemaName(name)] = definitionSchema(definition)
    waiting.push(...referencesOf(definition))
  }
  return schemas
}

function definitionSchema({ fields, required, isAtomic, alias }: Definition): JsonObject {
  if (fields === null) return alias === null ? { type: 'object' } : typeSchema(alias)
  return {
    type: 'object',
    properties: Object.fromEntries([...fields].map(([name, type]) => [name, fieldSchema(type)])),
    ...(required.length === 0 ? {} : { required: [...required] }),
    ...(isAtomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
  }
}

function fieldSchema(type: FieldType): JsonObject {
  const strategies = [...(type.retainsKeys ? ['retainKeys'] : []), ...(type.mergeKey === undefined ? [] : ['merge'])]
  return {
    ...typeSchema(type),
    ...(type.keys === undefined
      ? {}
      : { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [...type.keys] }),
    ...(type.isSet ? { 'x-kubernetes-list-type': 'set' } : {}),
    ...(type.isAtomic ? { [`x-kubernetes-${type.kind === 'list' ? 'list' : 'map'}-type`]: 'atomic' } : {}),
    ...(strategies.length === 0 ? {} : { 'x-kubernetes-patch-strategy': strategies.join(',') }),
    ...(type.mergeKey === undefined || type.mergeKey === '' ? {} : { 'x-kubernetes-patch-merge-key': type.mergeKey }),
  }
}

function typeSchema(type: FieldType): JsonObject {
  const of = type.of === undefined ? {} : typeSchema(type.of)
  switch (type.kind) {
    case 'reference':
      return { allOf: [{ $ref: schemaReference(type.name) }] }
    case 'list':
      return { type: 'array', items: of }
    case 'map':
      return { type: 'object', additionalProperties: of }
    case 'scalar':
      return scalarSchema(type.name)
  }
}

function scalarSchema(name: string): JsonObject {
  switch (name) {
    case 'int32':
    case 'int64':
      return { type: 'integer', format: name }
    case 'byte':
    case 'date-time':
      return { type: 'string', format: name }
    case 'int-or-string':
      return { oneOf: [{ type: 'integer' }, { type: 'string' }], format: name }
    case 'string-or-number':
      return { oneOf: [{ type: 'string' }, { type: 'number' }] }
    case 'any':
      return {}
    default:
      return { type: name }
  }
}

function referencesOf({ fields, alias }: Definition): string[] {
  return [...(fields?.values() ?? []), ...(alias === null ? [] : [alias])].flatMap((type) => {
    const inner = type.of ?? type
    const innermost = inner.of ?? inner
    return innermost.kind === 'reference' ? [innermost.name] : []
  })
}
