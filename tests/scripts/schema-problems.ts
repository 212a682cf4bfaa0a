type Json = Record<string, unknown>

type Check = (expected: never, value: unknown, schema: Json, root: Json, at: string) => string[]

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const fail = (isFine: boolean, at: string, what: string) => (isFine ? [] : [`${at || '/'}: ${what}`])

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
}

// Each speaks only of values that it is about, as JSON Schema says.
const checks: Readonly<Record<string, Check>> = {
  type: (type: string, value, _, __, at) => fail(types[type]?.(value) === true, at, `is no ${type}`),
  enum: (values: unknown[], value, _, __, at) => fail(values.includes(value), at, 'is none of the values'),
  required: (names: string[], value, _, __, at) =>
    isObject(value) ? names.flatMap((name) => fail(name in value, at, `lacks ${name}`)) : [],
  properties: (members: Record<string, Json>, value, _, root, at) =>
    isObject(value)
      ? Object.entries(members).flatMap(([name, member]) =>
          name in value ? schemaProblems(member, value[name], root, `${at}/${name}`) : [],
        )
      : [],
  additionalProperties: (allowed: boolean | Json, value, { properties }, root, at) => {
    if (!isObject(value) || allowed === true) return []
    const others = Object.keys(value).filter((name) => !isObject(properties) || !(name in properties))
    return others.flatMap((name) =>
      allowed === false ? fail(false, at, `has ${name}`) : schemaProblems(allowed, value[name], root, `${at}/${name}`),
    )
  },
  items: (items: Json | Json[], value, _, root, at) =>
    Array.isArray(value)
      ? value.flatMap((each, index) =>
          schemaProblems((Array.isArray(items) ? items[index] : items) ?? {}, each, root, `${at}/${index}`),
        )
      : [],
  additionalItems: (allowed: boolean, value, { items }, _, at) =>
    fail(
      allowed || !Array.isArray(value) || !Array.isArray(items) || value.length <= items.length,
      at,
      'has more items',
    ),
  uniqueItems: (_: boolean, value, __, ___, at) =>
    fail(
      !Array.isArray(value) || new Set(value.map((each) => JSON.stringify(each))).size === value.length,
      at,
      'repeats',
    ),
  minItems: (least: number, value, _, __, at) =>
    fail(!Array.isArray(value) || value.length >= least, at, 'has too few'),
  maxItems: (most: number, value, _, __, at) => fail(!Array.isArray(value) || value.length <= most, at, 'has too many'),
  minLength: (least: number, value, _, __, at) =>
    fail(typeof value !== 'string' || value.length >= least, at, 'is too short'),
  maxLength: (most: number, value, _, __, at) =>
    fail(typeof value !== 'string' || value.length <= most, at, 'is too long'),
  minimum: (least: number, value, _, __, at) => fail(typeof value !== 'number' || value >= least, at, 'is too small'),
  maximum: (most: number, value, _, __, at) => fail(typeof value !== 'number' || value <= most, at, 'is too large'),
  pattern: (pattern: string, value, _, __, at) =>
    fail(typeof value !== 'string' || new RegExp(pattern, 'u').test(value), at, `does not match ${pattern}`),
  $ref: (reference: string, value, _, root, at) => {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((node, name) => (name === '' ? node : (node as Json)[name]), root)
    return schemaProblems(found as Json, value, root, at)
  },
  anyOf: (options: Json[], value, _, root, at) =>
    fail(
      options.some((option) => schemaProblems(option, value, root).length === 0),
      at,
      'is none of what it may be',
    ),
  oneOf: (options: Json[], value, _, root, at) => {
    const count = options.filter((option) => schemaProblems(option, value, root).length === 0).length
    return fail(count === 1, at, `is ${count} of what it may be one of`)
  },
}

const silent = ['$schema', '$comment', '$id', 'definitions']

/** What a value lacks by a JSON Schema (draft 7, the keywords above; another one is an error), each with its place. */
export function schemaProblems(schema: Json, value: unknown, root: Json = schema, at = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, expected]) => {
    if (silent.includes(keyword)) return []
    const check = checks[keyword]
    if (check === undefined) throw new Error(`JSON Schema keyword ${keyword} is not known here.`)
    return check(expected as never, value, schema, root, at)
  })
}
