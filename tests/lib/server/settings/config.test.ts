import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { configSchema, defaultConfig, readConfig, readConfigFile } from '@/lib/server/settings/config'
import { refuseTwoLists } from '@/lib/server/settings/refuse-two-lists'
import { readSettings } from '@/lib/server/settings/settings'

const problem = (text: string): string => {
  try {
    readConfig(text, 'signpost.yaml')
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
    throw error
  }
  throw new Error('it was read')
}

interface Described {
  description?: string
  default?: unknown
  properties?: Record<string, Described>
  items?: Described
}

/** Every key of the file with what its schema says of it. */
function keysOf({ properties, items }: Described, path = ''): [key: string, described: Described][] {
  if (items?.properties) return keysOf(items, `${path}[]`)
  return Object.entries(properties ?? {}).flatMap(([name, each]): [string, Described][] => {
    const key = path === '' ? name : `${path}.${name}`
    return each.description === undefined ? keysOf(each, key) : [[key, each]]
  })
}

test('docs/clusters.md and docs/reviews.md explain every key of the file with its default, and no other', async () => {
  const docs = ['clusters', 'reviews'].map((name) => new URL(`../../../../docs/${name}.md`, import.meta.url))
  const text = (await Promise.all(docs.map((url) => readFile(url, 'utf8')))).join('\n')
  const rows = [...text.matchAll(/^\| `((?:(?:clusters|teams)\[\]|reviews)\.[a-zA-Z]+)` \| (.*) \| (.*)\|$/gm)]
  const told = rows.map(([, key, meaning, value]) => [key, meaning, value?.trim()])
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Described
  const due = keysOf(schema).map(([key, { description, default: value }]) => [
    key,
    description,
    typeof value === 'number' ? `\`${value}\`` : key === 'teams[].name' || key === 'clusters[].context' ? '' : 'none',
  ])
  expect(due.length).toBeGreaterThan(8)
  expect(told).toEqual(due)
})

describe('the file of SIGNPOST_CONFIG', () => {
  test('gives the defaults for what it does not say', () => {
    for (const text of ['', '# nothing\n', '{}', 'reviews: {}', 'teams: []']) {
      expect(readConfig(text, 'x')).toEqual(defaultConfig)
    }
    expect(defaultConfig).toEqual({
      clusters: [],
      teams: [],
      reviews: { days: 90, environments: {}, noticeDays: 14, followUpDays: 30, sinceMs: null },
    })
  })

  test('names clusters, each with what differs in it', () => {
    const { clusters } = readConfig(
      'clusters:\n  - context: "arn:aws:eks:x"\n    name: prod-eu\n    dns: 10.0.0.10\n    resolvers: ["[2001:db8::53]:5353"]\n  - context: us\n',
      'x',
    )
    expect(clusters).toEqual([
      {
        ...{ context: 'arn:aws:eks:x', name: 'prod-eu', dns: { host: '10.0.0.10', port: 53 } },
        resolvers: [{ host: '2001:db8::53', port: 5353 }],
      },
      { context: 'us' },
    ])
  })

  test('refuses one cluster twice, a name that is no slug, and a resolver that is no address, each by its line', () => {
    const twice = problem('clusters:\n  - context: a\n    name: x\n  - context: a\n    name: x\n')
    expect(twice).toContain('signpost.yaml:4 clusters.1.context: is the context of another cluster too')
    expect(twice).toContain('signpost.yaml:5 clusters.1.name: is the name of another cluster too')
    expect(problem('clusters: [{context: a, name: Prod_EU}]')).toContain('clusters.0.name: must be at most 40 of a-z')
    expect(problem('clusters: [{context: a, dns: dns.example}]')).toContain('clusters.0.dns: must be host:port')
  })

  test('does not stand beside SIGNPOST_CONTEXTS', () => {
    const config = readConfig('clusters: [{context: a}]', 'x')
    const both = () => refuseTwoLists(readSettings({ SIGNPOST_CONTEXTS: 'a' }), config)
    expect(both).toThrow(/SIGNPOST_CONTEXTS and `clusters`/)
    expect(() => refuseTwoLists(readSettings({}), config)).not.toThrow()
    expect(() => refuseTwoLists(readSettings({ SIGNPOST_CONTEXTS: 'a' }), defaultConfig)).not.toThrow()
  })

  test('names teams with their groups and how to reach them, links only where they may be followed', () => {
    const { teams, reviews } = readConfig(
      `teams:
  - name: payments
    groups: [pay-devs]
    owners: [team-pay]
    contacts: ['https://chat.example.com/pay', 'javascript:alert(1)', '#payments']
reviews:
  days: 60
  environments: { production: 30 }
  since: 2026-10-01
`,
      'x',
    )
    expect(teams).toEqual([
      {
        ...{ name: 'payments', groups: ['pay-devs'], owners: ['team-pay'] },
        contacts: [
          { text: 'https://chat.example.com/pay', href: 'https://chat.example.com/pay' },
          { text: 'javascript:alert(1)', href: null },
          { text: '#payments', href: null },
        ],
      },
    ])
    expect(reviews).toMatchObject({ days: 60, environments: { production: 30 }, sinceMs: Date.UTC(2026, 9, 1) })
  })

  test.each([
    ['teams:\n  - name: a\n    group: [x]\n', 'signpost.yaml:3 teams.0.group: is not known here'],
    ['reviews:\n  days: 90\nreview: {}\n', 'signpost.yaml:3 review: is not known here'],
    ['reviews:\n  days: 0\n', 'signpost.yaml:2 reviews.days: must be 1 day or more'],
    ['reviews:\n  since: tomorrow\n', 'signpost.yaml:2 reviews.since: must be a day such as 2027-01-31'],
    ['reviews:\n  since: 2026-13-45\n', 'signpost.yaml:2 reviews.since: must be a day such as 2027-01-31'],
    ['teams:\n  - groups: []\n', 'signpost.yaml:2 teams.0.name:'],
    ['teams: {\n', 'signpost.yaml:'],
    ['teams: []\n---\nteams: []\n', 'is a second document'],
    ['- a\n', 'signpost.yaml:1'],
  ])('refuses %j and names the line', (text, expected) => {
    expect(problem(text)).toContain('SIGNPOST_CONFIG: ')
    expect(problem(text)).toContain(expected)
  })

  test('is bounded: five hundred teams, and no reference that grows', () => {
    const many = `teams:\n${'  - name: a\n'.repeat(501)}`
    expect(problem(many)).toContain('at most 500 teams')
    expect(problem(`teams:\n${'  - name: a\n'.repeat(600)}`)).toContain('holds more than such a file does')
    expect(problem('teams: &a []\nreviews: *a\n')).toContain('signpost.yaml:2: is a reference')
  })

  test('that is not there is named', () => {
    expect(() => readConfigFile('/nowhere/signpost.yaml')).toThrow(
      /SIGNPOST_CONFIG: \/nowhere\/signpost.yaml cannot be read/,
    )
  })
})
