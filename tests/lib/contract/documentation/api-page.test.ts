import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apiPage, operationsInOrder } from '@/lib/contract/documentation/api-page'
import { exampleLine } from '@/lib/contract/documentation/example-line'
import { foldedJson } from '@/lib/contract/documentation/folded-json'
import { parameterNote } from '@/lib/contract/documentation/parameter-notes'
import { problemNotes } from '@/lib/contract/documentation/problem-notes'
import { schemasPage } from '@/lib/contract/documentation/schemas-page'
import { openApiDocument } from '@/lib/contract/openapi'
import { operations } from '@/lib/contract/operations'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const document = JSON.parse(JSON.stringify(openApiDocument('')))
const answers: Record<string, unknown> = JSON.parse(read('docs/api-answers.json'))
const all = operationsInOrder()

const samples: Record<string, string> = {
  HASH: 'v1.a.b',
  PROPOSAL_HASH: 'v1.a.b',
  REVIEW_HASH: '0'.repeat(64),
  REVIEW_UID: '8964c44e',
  REVIEW_PREVIOUS: '92412fbb',
  TOKEN: 'token',
}
const filled = (text: string) =>
  text.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => samples[name] ?? '92412fbb-4a8c-4d24-8c0f-607561c6f938')

describe('docs/api.md and docs/api-schemas.md', () => {
  it('are written from what the console serves at /api/openapi.json', () => {
    expect(read('docs/api.md')).toBe(apiPage(document, answers))
    expect(read('docs/api-schemas.md')).toBe(schemasPage(document))
  })

  it('tell of every operation once', () => {
    expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(operations).sort())
  })

  it('explain every parameter', () => {
    const described = Object.values<
      Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>
    >(document.paths).flatMap((path) => Object.values(path))
    const unsaid = described.flatMap(({ operationId, parameters = [] }) =>
      parameters
        .filter((each) => parameterNote(operationId, each.in, each.name) === undefined)
        .map(({ name }) => `${operationId}.${name}`),
    )
    expect(unsaid).toEqual([])
  })

  it('link only to schemas that are there', () => {
    const linked = [
      ...`${read('docs/api.md')}${read('docs/api-schemas.md')}`.matchAll(/\]\((?:api-schemas\.md)?#(\w+)\)/g),
    ]
    const sections = [...`${read('docs/api.md')}${read('docs/api-schemas.md')}`.matchAll(/^#+ (.+)$/gm)].map(
      ([, title = '']) => title.toLowerCase().replaceAll(' ', '-'),
    )
    expect(linked.map(([, anchor]) => anchor).filter((anchor) => !sections.includes(anchor ?? ''))).toEqual([])
  })
})

describe.each(all)('the example of $id', ({ id, note, operation }) => {
  const url = new URL(filled(note.example.path), 'http://console')

  it('asks for its own path, with a query and a body that its schemas take', () => {
    const pattern = operation.path.replaceAll(/\{\w+\}/g, '[^/]+')
    expect(url.pathname).toMatch(new RegExp(`^${pattern}$`))
    const query: Record<string, string | string[]> = {}
    for (const [name, value] of url.searchParams)
      query[name] = name in query ? [query[name] ?? '', value].flat() : value
    operation.query.parse(query)
    if (operation.body === null) expect(note.example.body).toBeUndefined()
    else operation.body.parse(JSON.parse(filled(JSON.stringify(note.example.body))))
  })

  it('shows an answer that its schema takes', () => {
    const answer = answers[id]
    if (operation.response.kind === 'events') expect(answer).toBeUndefined()
    else if (operation.response.kind === 'text' || typeof answer === 'string') {
      expect(operation.response.kind === 'text' || operation.response.orMediaType !== undefined).toBe(true)
      expect(answer).toMatch(/\w/)
    } else operation.response.schema.parse(answer)
  })
})

describe('the problems', () => {
  const told = problemNotes.map(({ code }) => code)

  it('are told once each, and those that operations name are among them', () => {
    expect(told.length).toBe(new Set(told).size)
    const named = all.flatMap(({ note }) => note.problems)
    expect(named.filter((code) => !told.includes(code))).toEqual([])
  })

  it('are all that the console can answer with', () => {
    // What no answer carries: they are told as a vantage, a state or a verdict, or to the provider.
    const inside = ['no-dns-pod', 'port-forward', 'closed', 'cancelled', 'logout-token', 'connected']
    const signIn = read('docs/sign-in.md')
    const sources = globSync('lib/{contract,domain,http,kubernetes,oidc,server}/**/*.ts', { cwd: root }).map(read)
    const given = sources.flatMap((text) => [
      ...[...text.matchAll(/reason(?:: |\b.*=== '[\w-]+' \? )'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code = '']) => code),
      ...[...text.matchAll(/new AppError\(\s*'([a-z-]+)'/g)].map(([, code = '']) => code),
    ])
    const untold = [...new Set(given)].filter(
      (code) => !told.includes(code) && !inside.includes(code) && !signIn.includes(`\`${code}\``),
    )
    expect(given.length).toBeGreaterThan(60)
    expect(inside.filter((code) => !given.includes(code))).toEqual([])
    expect(untold).toEqual([])
  })
})

describe('exampleLine', () => {
  it('quotes everything but the variables of the shell', () => {
    const example = { path: '/plans', body: { reason: "it's $(reboot)", hash: '$HASH' } }
    expect(exampleLine('POST', example)).toBe(
      `curl -sS -X POST "$SIGNPOST/api/v1/plans" \\\n  -H 'Content-Type: application/json' -d '{ "reason": "it'\\''s $(reboot)", "hash": "'"$HASH"'" }'`,
    )
  })
})

describe('foldedJson', () => {
  it('keeps what fits on a line there, and says the same as JSON', () => {
    const value = { short: [1, 'a'], none: {}, long: Array.from({ length: 30 }, (_, at) => `number ${at}`) }
    expect(JSON.parse(foldedJson(value))).toEqual(value)
    expect(foldedJson(value).split('\n')).toHaveLength(36)
    expect(foldedJson(value)).toContain('  "short": [1, "a"],\n')
  })
})
