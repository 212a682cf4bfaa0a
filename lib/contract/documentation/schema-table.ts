import { type Schema, schemaType } from './schema-type'

/** A table of what a schema holds, or its type where it has no members. */
export function schemaTable(schema: Schema, page: string): string {
  const rows = schemaRows(schema, page)
  if (rows.length === 0) return `${schemaType(schema, page)}\n`
  return `${['| member | type | meaning |', '|---|---|---|', ...rows].join('\n')}\n`
}

/** Rows of a table of what a schema holds: inline objects member by member, under the path that leads to them. */
function schemaRows(schema: Schema, page: string, path = ''): string[] {
  const variants = (schema.oneOf ?? schema.anyOf)?.filter((each) => each.properties !== undefined) ?? []
  if (variants.length > 0) return variants.flatMap((each) => variantRows(each, page, path, variants.length > 1))
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const isNeeded = schema.required?.includes(name) ?? false
    const where = path === '' ? name : `${path}.${name}`
    const inner = innerObject(member)
    const type = inner === null ? schemaType(member, page) : inner.kind
    const usual = member.default === undefined ? '' : `; \`${JSON.stringify(member.default)}\` unless said`
    const row = `| \`${where}\`${isNeeded ? '' : ' ?'} | ${cell(`${type}${usual}`)} | ${cell(member.description ?? '')} |`
    if (inner === null || isServiceRef(inner.schema)) return [row]
    return [row, ...schemaRows(inner.schema, page, `${where}${inner.suffix}`)]
  })
}

function variantRows(variant: Schema, page: string, path: string, isOneOfSeveral: boolean): string[] {
  if (!isOneOfSeveral) return schemaRows(variant, page, path)
  const { properties = {} } = variant
  const tag = Object.entries(properties).find(([, { const: only, enum: some }]) => (only ?? some) !== undefined)
  if (tag === undefined) return ['| *or* | | |', ...schemaRows(variant, page, path)]
  const [name, values] = tag
  const others = Object.fromEntries(Object.entries(properties).filter(([member]) => member !== name))
  const where = path === '' ? name : `${path}.${name}`
  const row = `| \`${where}\` | ${cell(schemaType(values, page))} | *with these members:* |`
  return [row, ...schemaRows({ ...variant, properties: others }, page, path)]
}

function innerObject(member: Schema): { schema: Schema; suffix: string; kind: string } | null {
  if (member.properties !== undefined) return { schema: member, suffix: '', kind: 'object' }
  if (member.items !== undefined && holdsMembers(member.items)) {
    return { schema: member.items, suffix: '[]', kind: 'list of objects' }
  }
  const [only, ...others] = (member.anyOf ?? member.oneOf ?? []).filter(({ type }) => type !== 'null')
  if (only === undefined) return null
  if (others.length > 0) return holdsMembers(member) ? { schema: member, suffix: '', kind: 'object' } : null
  const inner = innerObject(only)
  return inner && { ...inner, kind: `${inner.kind} or null` }
}

// Said in so many words wherever it stands.
function isServiceRef({ properties = {} }: Schema): boolean {
  return Object.keys(properties).join() === 'cluster,namespace,name'
}

function holdsMembers({ properties, anyOf, oneOf }: Schema): boolean {
  return properties !== undefined || (anyOf ?? oneOf ?? []).some((each) => each.properties !== undefined)
}

function cell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`)
}
