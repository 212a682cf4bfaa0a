/** What is read of a JSON Schema (2020-12). */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  description?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  additionalProperties?: Schema | boolean
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
}

const highestSafe = 9_007_199_254_740_991

/** The type of a schema in words of Markdown, with its bounds; a reference links to its section on `page`. */
export function schemaType(schema: Schema, page: string): string {
  const { $ref, items } = schema
  if ($ref !== undefined) return linkTo($ref, page)
  const variants = schema.anyOf ?? schema.oneOf
  if (variants !== undefined) return [...new Set(variants.map((each) => schemaType(each, page)))].join(' or ')
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ')
  if (items !== undefined) return `list of ${schemaType(items, page)}${bounds(schema.minItems, schema.maxItems)}`
  if (typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0) {
    return `map to ${schemaType(schema.additionalProperties, page)}`
  }
  return scalarType(schema)
}

function scalarType(schema: Schema): string {
  const { type, format, pattern } = schema
  const said = Array.isArray(type) ? type.join(' or ') : (type ?? 'any')
  if (said === 'integer' || said === 'number') {
    const least = schema.minimum === -highestSafe ? undefined : schema.minimum
    return `${said}${bounds(least, schema.maximum === highestSafe ? undefined : schema.maximum)}`
  }
  if (said !== 'string') return said
  if (format === 'uuid') return 'UUID'
  if (format === 'date-time') return 'RFC 3339 time'
  const choices = /^\^\((?:\||)(-|!|)\|?(-|!|)\)\(([\w|-]+)\)\$$/.exec(pattern ?? '')
  if (choices) return (choices[3] ?? '').split('|').map(code).join(', ')
  return `string${bounds(schema.minLength, schema.maxLength, ' characters')}`
}

function bounds(least: number | undefined, most: number | undefined, unit = ''): string {
  if (least === undefined && most === undefined) return ''
  if (most === undefined) return least === 0 ? '' : `, ${least} or more${unit}`
  return least === undefined || least === 0 ? `, up to ${most}${unit}` : `, ${least} to ${most}${unit}`
}

function linkTo(reference: string, page: string): string {
  const name = reference.split('/').at(-1) ?? ''
  return `[${name}](${page}#${name.toLowerCase()})`
}

function code(value: unknown): string {
  return value === null ? 'null' : `\`${String(value)}\``
}
