import { describe, expect, it } from 'vitest'
import { describeMembers } from '@/lib/contract/documentation/describe-members'
import { schemaTable } from '@/lib/contract/documentation/schema-table'
import { schemaType } from '@/lib/contract/documentation/schema-type'

const rowsOf = (schema: Parameters<typeof schemaTable>[0]) =>
  schemaTable(schema, 'page.md').trimEnd().split('\n').slice(2)
const text = { type: 'string' }

describe('the table of a schema', () => {
  it('has inline objects member by member, and says what may be absent', () => {
    const inner = { type: 'object', properties: { at: { ...text, description: 'a | b' } }, required: ['at'] }
    expect(
      rowsOf({ properties: { list: { type: 'array', items: inner }, one: { anyOf: [inner, { type: 'null' }] } } }),
    ).toEqual([
      '| `list` ? | list of objects |  |',
      '| `list[].at` | string | a \\| b |',
      '| `one` ? | object or null |  |',
      '| `one.at` | string | a \\| b |',
    ])
  })

  it('has the members of each of several shapes under what tells them apart', () => {
    const shapes = [
      { properties: { kind: { const: 'a' }, x: text }, required: ['kind', 'x'] },
      { properties: { kind: { enum: ['b', 'c'] } }, required: ['kind'] },
    ]
    expect(rowsOf({ properties: { spec: { oneOf: shapes } }, required: ['spec'] })).toEqual([
      '| `spec` | object |  |',
      '| `spec.kind` | `a` | *with these members:* |',
      '| `spec.x` | string |  |',
      '| `spec.kind` | `b`, `c` | *with these members:* |',
    ])
  })
})

describe('the type of a schema', () => {
  it.each([
    [{ $ref: '#/components/schemas/Row' }, '[Row](page.md#row)'],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
    [{ type: 'integer', minimum: 1, maximum: 500 }, 'integer, 1 to 500'],
    [{ type: 'string', pattern: '^(|-)(name|age)$' }, '`name`, `age`'],
    [{ type: 'string', minLength: 10 }, 'string, 10 or more characters'],
    [{ anyOf: [text, { type: 'null' }] }, 'string or null'],
    [{ type: 'object', additionalProperties: text }, 'map to string'],
    [{ type: 'array', items: text, maxItems: 3 }, 'list of string, up to 3'],
  ])('is said in words: %j', (schema, said) => {
    expect(schemaType(schema, 'page.md')).toBe(said)
  })
})

describe('describeMembers', () => {
  it('says of members and parameters what is written about them, unless they say it themselves', () => {
    const document = {
      paths: {
        '/services': {
          get: {
            operationId: 'listServices',
            parameters: [
              { in: 'query', name: 'limit' },
              { in: 'query', name: 'q', description: 'own' },
            ],
          },
        },
      },
      components: { schemas: { Row: { properties: { target: {}, brokenAt: { description: 'own' }, other: {} } } } },
    }
    const { paths, components } = describeMembers(document)
    expect(paths['/services'].get.parameters).toEqual([
      { in: 'query', name: 'limit', description: 'How many items the window has.' },
      { in: 'query', name: 'q', description: 'own' },
    ])
    expect(components.schemas.Row.properties).toMatchObject({
      target: { description: expect.stringContaining('externalName') },
      brokenAt: { description: 'own' },
      other: {},
    })
    expect(document.components.schemas.Row.properties.target).toEqual({})
  })
})
