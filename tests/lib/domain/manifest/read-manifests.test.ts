import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readManifests } from '@/lib/domain/manifest/read-manifests'

const orders = `# made by the shop team
apiVersion: v1
kind: Service
metadata:
  name: orders-db
  namespace: shop
  labels:
    environment: production
spec:
  type: ExternalName
  externalName: orders.abc.eu-west-1.rds.amazonaws.com
  ports:
    - name: postgres
      port: 5432
`

function problemsOf(text: string): string[] {
  return readManifests(text).flatMap(({ problems }) =>
    problems.map(({ line, column, field, message }) => `${line}:${column} ${field ?? '-'} ${message}`),
  )
}

/** A Service whose metadata, from line 4 on, is as given. */
function withLines(...lines: string[]): string {
  return ['apiVersion: v1', 'kind: Service', 'metadata:', ...lines].join('\n')
}

describe('a text that can be read', () => {
  it('gives the Service and where its fields stand', () => {
    const [read, ...more] = readManifests(orders)
    expect(more).toEqual([])
    expect(read?.problems).toEqual([])
    expect(read?.service?.metadata).toEqual({
      ...{ name: 'orders-db', namespace: 'shop' },
      labels: { environment: 'production' },
    })
    expect(read?.service?.spec.ports).toEqual([{ name: 'postgres', port: 5432 }])
    expect(read?.placeOf('spec.externalName')).toEqual({ line: 11, column: 17 })
    expect(read?.placeOf('spec.ports[0].port')).toEqual({ line: 14, column: 13 })
    expect(read?.placeOf('metadata.labels')).toEqual({ line: 7, column: 3 })
    expect(read?.placeOf('metadata.annotations')).toEqual({ line: 4, column: 1 })
  })

  it('gives every Service of several documents and of a List, and passes over empty documents', () => {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [1, 2].map((n) => service(`from-list-${n}`)) })
    const read = readManifests(`---\n${orders}---\n---\n${list}\n`)
    expect(read.map((each) => each.service?.metadata.name)).toEqual(['orders-db', 'from-list-1', 'from-list-2'])
    expect(read.map(({ line }) => line)).toEqual([3, 18, 18])
    expect(readManifests('')).toEqual([])
    expect(readManifests('---\n# nothing\n')).toEqual([])
  })

  it('reads what kubectl reads: dates and times of day are strings, a field of null is absent', () => {
    const [read] = readManifests(`${orders}  selector:\n    since: 2024-01-01\n    at: 12:30\n  clusterIP:\n`)
    expect(read?.problems).toEqual([])
    expect(read?.service?.spec.selector).toEqual({ since: '2024-01-01', at: '12:30' })
    expect(read?.service?.spec).not.toHaveProperty('clusterIP')
  })

  it('resolves anchors and merges', () => {
    const text = withLines(
      '  name: a',
      '  labels: &l',
      '    app: x',
      'spec:',
      '  type: ExternalName',
      '  selector:',
      '    <<: *l',
    )
    expect(readManifests(text)[0]?.service?.spec.selector).toEqual({ app: 'x' })
  })
})

describe('a text that is refused, with line and column', () => {
  it.each([
    ['a key that stands twice', withLines('  name: a', '  name: b'), '5:3 - this key stands in the map already'],
    ['a tab that indents', withLines('\tname: a'), '4:1 - tabs must not indent: use spaces'],
    ['another kind', 'apiVersion: v1\nkind: ConfigMap\n', '2:7 kind must be Service: nothing else is made here'],
    ['another version', 'apiVersion: v2\nkind: Service\n', '1:13 apiVersion must be v1'],
    ['a list', '- a\n- b\n', '1:1 - must be a Service: a map with apiVersion, kind, metadata and spec'],
    ['a word', 'hello', '1:1 - must be a Service: a map with apiVersion, kind, metadata and spec'],
    [
      'a number for a string',
      withLines('  name: a', '  labels:', '    version: 1.10'),
      '6:14 metadata.labels.version must be a string, quote it',
    ],
    ['a yes for a string', withLines('  name: yes'), '4:9 metadata.name must be a string, quote it'],
    [
      'nothing for a label',
      withLines('  name: a', '  labels:', '    env:'),
      '6:9 metadata.labels.env must be a string: write "" for an empty one',
    ],
    ['a string for a number', `${orders.replace('5432', '"5432"')}`, '14:13 spec.ports[0].port must be a whole number'],
    ['a map for a list', withLines('  name: a', 'spec:', '  ports:', '    port: 1'), '6:3 spec.ports must be a list'],
    [
      'an unknown field',
      withLines('  name: a', 'spec:', '  externalname: x'),
      '6:17 spec.externalname unknown field "spec.externalname"',
    ],
    ['a tag', withLines('  name: !!binary aGk='), '4:18 - the tag tag:yaml.org,2002:binary is not read here'],
    [
      'an anchor that holds itself',
      withLines('  name: a', '  labels: &a', '    x: *a'),
      '6:8 - an alias inside its own anchor never ends',
    ],
    ['an alias without its anchor', withLines('  name: *a'), '4:9 - no anchor of this name stands before it'],
    ['a merge of no map', withLines('  name: a', '  labels:', '    <<: 3'), '1:1 - a merge (<<) must name a map'],
    ['a List without a list', 'apiVersion: v1\nkind: List\nitems: 3\n', '3:8 items must be a list'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it('names the field of an item of a List', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [service('a'), { ...service('b'), kind: 'Pod' }] }
    const [first, second] = readManifests(JSON.stringify(list, null, 2))
    expect(first?.service?.metadata.name).toBe('a')
    expect(second?.problems).toEqual([
      { line: 18, column: 15, field: 'kind', message: 'must be Service: nothing else is made here' },
    ])
  })

  it('a bomb of aliases', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `    k${n}: &a${n} [${Array.from({ length: 8 }, () => (n === 0 ? 'x' : `*a${n - 1}`)).join(', ')}]`,
    )
    expect(problemsOf(withLines('  name: a', '  labels:', ...levels))).toEqual([
      '1:1 - aliases of aliases make more of this than a manifest holds',
    ])
  })

  it.each([
    ['more than 1 MiB', `# ${'x'.repeat(1024 * 1024)}`, /more than 1 MiB/],
    ['more than 1 MiB in bytes', `# ${'é'.repeat(600 * 1024)}`, /more than 1 MiB/],
    ['deep nesting', '['.repeat(100_000), /more than 32 levels/],
    [
      'deep nesting by indentation',
      Array.from({ length: 60 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      /more than 32 levels/,
    ],
    ['many keys', Array.from({ length: 60_000 }, (_, n) => `k${n}: 1`).join('\n'), /more than a manifest does/],
    ['many words', 'a: "" '.repeat(60_000), /more than/],
    ['more than 100 documents', `---\n${orders}`.repeat(101), /more than 100 manifests/],
  ])('%s', (_, text, message) => {
    const startedMs = performance.now()
    expect(problemsOf(text).join('\n')).toMatch(message)
    expect(performance.now() - startedMs).toBeLessThan(5000)
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    '---\n',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a ',
    '!!set ',
    '"',
    "'",
    '|\n',
    '\t',
    '\n',
    '  ',
    '#',
    '? ',
    '<<: ',
    '%YAML 1.1\n',
    'kind: Service\n',
    'apiVersion: v1\n',
    '__proto__: ',
    'constructor: ',
    '.nan',
    'null',
    '\u0000',
    '\ud800',
    '1e999',
  )

  it('never throws, and every problem stands inside it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        const lines = text.split(/\n/).length
        for (const { problems } of readManifests(text)) {
          for (const { line, column } of problems) {
            expect(line).toBeGreaterThanOrEqual(1)
            expect(line).toBeLessThanOrEqual(lines + 1)
            expect(column).toBeGreaterThanOrEqual(1)
          }
        }
      }),
      { numRuns: 600 },
    )
  })

  it('that says a Service as JSON gives back that Service', () => {
    const words = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 12 }).filter((key) => key !== '<<'),
      fc.string({ maxLength: 20 }),
      { maxKeys: 5 },
    )
    fc.assert(
      fc.property(words, words, fc.string(), (labels, annotations, target) => {
        const said = {
          ...service('a'),
          metadata: { name: 'a', labels: { ...labels }, annotations: { ...annotations } },
          spec: { type: 'ExternalName', externalName: target },
        }
        const [read] = readManifests(JSON.stringify(said))
        expect(read?.problems).toEqual([])
        expect(read?.service).toEqual(said)
      }),
    )
  })
})

function service(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { type: 'ExternalName', externalName: 'a.example.com' },
  }
}
