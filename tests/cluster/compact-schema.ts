/** Definitions by name, each field by its type in words: `string`, `[]@api.core.v1.ServicePort keys=port,protocol merge=port`, `{}string atomic`. */
export type CompactSchema = Record<string, CompactDefinition>

interface CompactDefinition {
  readonly fields?: Record<string, string>
  readonly required?: readonly string[]
  readonly is?: string
  readonly mapType?: string
}

interface OpenApiSchema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly OpenApiSchema[]
  readonly oneOf?: readonly OpenApiSchema[]
  readonly items?: OpenApiSchema
  readonly additionalProperties?: OpenApiSchema
  readonly properties?: Readonly<Record<string, OpenApiSchema>>
  readonly required?: readonly string[]
  readonly default?: unknown
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
  readonly 'x-kubernetes-patch-strategy'?: string
}

/** Reduces OpenAPI v3 definitions of an API server to names and types of what the roots need; no descriptions. */
export function compactSchema(
  definitions: Readonly<Record<string, OpenApiSchema>>,
  roots: readonly string[],
): CompactSchema {
  const found: CompactSchema = {}
  const waiting = [...roots]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = definitions[`io.k8s.${name}`]
    if (definition === undefined) throw new Error(`the API server describes no ${name}`)
    if (found[name] !== undefined) continue
    const compact = compactDefinition(definition)
    found[name] = compact
    for (const type of Object.values(compact.fields ?? {})) {
      const reference = /@([\w.-]+)/.exec(type)?.[1]
      if (reference !== undefined) waiting.push(reference)
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function compactDefinition(schema: OpenApiSchema): CompactDefinition {
  const { properties, required } = schema
  const mapType = schema['x-kubernetes-map-type']
  if (properties === undefined) return { is: typeOf(schema) }
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, typeOf(field)]))
  return { fields, ...(required && { required }), ...(mapType && { mapType }) }
}

function typeOf(schema: OpenApiSchema): string {
  return [baseOf(schema), ...flagsOf(schema)].join(' ')
}

function baseOf(schema: OpenApiSchema): string {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (reference !== undefined) return `@${reference.replace('#/components/schemas/io.k8s.', '')}`
  if (schema.items !== undefined) return `[]${baseOf(schema.items)}`
  if (schema.additionalProperties !== undefined) return `{}${baseOf(schema.additionalProperties)}`
  if (schema.oneOf !== undefined) return schema.format === 'int-or-string' ? 'int-or-string' : 'string-or-number'
  return schema.format === undefined || schema.type === undefined ? (schema.type ?? 'any') : schema.format
}

function flagsOf(schema: OpenApiSchema): string[] {
  const keys = schema['x-kubernetes-list-map-keys']
  const listType = schema['x-kubernetes-list-type'] ?? schema['x-kubernetes-map-type']
  const strategy = schema['x-kubernetes-patch-strategy']
  const mergeKey = schema['x-kubernetes-patch-merge-key']
  return [
    ...(keys ? [`keys=${keys.join(',')}`] : listType && listType !== 'map' ? [listType] : []),
    ...(strategy?.includes('merge') ? [mergeKey ? `merge=${mergeKey}` : 'merge'] : []),
    ...(strategy?.includes('retainKeys') ? ['retainKeys'] : []),
    ...(schema.default === undefined ? [] : [`default=${JSON.stringify(schema.default)}`]),
  ]
}
