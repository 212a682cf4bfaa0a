import type { Operation } from '@/lib/contract/operation'
import { operations } from '@/lib/contract/operations'
import { apiHead } from './api-head'
import { exampleLine } from './example-line'
import { foldedJson } from './folded-json'
import { type ApiArea, type OperationNote, operationNotes } from './operation-notes'
import { parameterNote } from './parameter-notes'
import { problemNotes } from './problem-notes'
import { schemaTable } from './schema-table'
import { type Schema, schemaType } from './schema-type'

/** What is read of an operation of the OpenAPI document. */
export interface DescribedOperation {
  operationId?: string
  parameters?: readonly { in: string; name: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

/** What is read of the OpenAPI document. */
export interface DescribedApi {
  paths: Record<string, Record<string, DescribedOperation>>
  components: { schemas: Record<string, Schema> }
}

const schemasPage = 'api-schemas.md'

const areas: readonly ApiArea[] = [
  'Inventory',
  'One alias',
  'Dependencies and findings',
  'Making aliases',
  'Plans and changes',
  'Migrations',
  'Environments',
  'Reviews',
  'Sessions',
]

/** The reference page of the API in Markdown, from its OpenAPI document; `answers` has an example of each operation's answer, by its id. */
export function apiPage(document: DescribedApi, answers: Readonly<Record<string, unknown>>): string {
  const noted = Object.entries(operationNotes).map(([id, note]) => ({ id, note, operation: operationOf(id) }))
  const inArea = (area: ApiArea) => noted.filter(({ note }) => note.area === area)
  const contents = areas.flatMap((area) =>
    inArea(area).map(
      ({ id, operation }) =>
        `| [\`${operation.method} ${operation.path}\`](#${id.toLowerCase()}) | ${operation.summary} |`,
    ),
  )
  const sections = areas.flatMap((area) => [
    `## ${area}\n`,
    ...inArea(area).map(({ id, note, operation }) =>
      operationSection(operation, note, describedBy(document, id), answers[id]),
    ),
  ])
  const list = `## All calls\n\n| call | what it does |\n|---|---|\n${contents.join('\n')}\n`
  return [apiHead, list, ...sections, problemsSection()].join('\n')
}

/** The operations in the order of the page. */
export function operationsInOrder(): { id: string; note: OperationNote; operation: Operation }[] {
  return areas.flatMap((area) =>
    Object.entries(operationNotes)
      .filter(([, note]) => note.area === area)
      .map(([id, note]) => ({ id, note, operation: operationOf(id) })),
  )
}

function operationOf(id: string): Operation {
  const operation = Object.values<Operation>(operations).find(({ operationId }) => operationId === id)
  if (operation === undefined) throw new Error(`There is no operation ${id}.`)
  return operation
}

function describedBy({ paths }: DescribedApi, id: string): DescribedOperation {
  const described = Object.values(paths).flatMap((path) => Object.values(path))
  return described.find(({ operationId }) => operationId === id) ?? {}
}

function operationSection(
  operation: Operation,
  note: OperationNote,
  described: DescribedOperation,
  answer: unknown,
): string {
  const { operationId, method, path, summary } = operation
  const own = note.problems.map((code) => `[\`${code}\`](#problems)`).join(', ')
  return [
    `### ${operationId}\n`,
    `**\`${method} /api/v1${path}\`**\n`,
    `${summary}.${note.more === undefined ? '' : ` ${note.more}`}\n`,
    `*Who may:* ${note.may}.\n`,
    parametersTable(operationId, described),
    bodyPart(described),
    `*Answers:* ${answersOf(operation, described)}.${own === '' ? '' : ` Problems of its own: ${own}.`}\n`,
    `\`\`\`sh\n${exampleLine(method, note.example, operation.response.kind === 'events')}\n\`\`\`\n`,
    answerPart(operation, answer),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function parametersTable(operationId: string, { parameters = [] }: DescribedOperation): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ in: where, name, required, schema }) => {
    const usual =
      schema.default === undefined || schema.default === '' ? '' : `; \`${String(schema.default)}\` unless said`
    const type = schemaType(schema, schemasPage).replace('string or list of string', 'text')
    const needed = where === 'path' ? 'path' : required === true ? 'query, needed' : 'query'
    return `| \`${name}\` | ${needed} | ${dropRepeats(type)}${usual} | ${parameterNote(operationId, where, name) ?? ''} |`
  })
  return `${['| parameter | where | type | meaning |', '|---|---|---|---|', ...rows].join('\n')}\n`
}

// A parameter that may be repeated is said by its meaning: "a, b or list of a, b" would say it twice.
function dropRepeats(type: string): string {
  const [one = '', several] = type.split(' or list of ')
  return several?.startsWith(one) ? one : type
}

function bodyPart({ requestBody }: DescribedOperation): string {
  const schema = requestBody?.content['application/json']?.schema
  if (schema === undefined) return ''
  if (schema.$ref !== undefined) return `*Body:* ${schemaType(schema, schemasPage)}.\n`
  return `*Body:*\n\n${schemaTable(schema, schemasPage)}`
}

function answersOf({ statuses, response }: Operation, { responses = {} }: DescribedOperation): string {
  const content = responses[`${statuses[0]}`]?.content ?? {}
  const kinds = Object.entries(content).map(([media, { schema }]) =>
    schema === undefined ? `\`${media}\`` : `${schemaType(schema, schemasPage)} (\`${media}\`)`,
  )
  const status = statuses.map((each) => `\`${each}\``).join(' or ')
  return `${status} with ${kinds.join(', or ')}${response.kind === 'events' ? ', until either side ends it' : ''}`
}

function answerPart({ response }: Operation, answer: unknown): string {
  if (answer === undefined) return ''
  const text = response.kind === 'json' && typeof answer !== 'string' ? foldedJson(answer) : String(answer)
  const language = typeof answer === 'string' ? 'text' : 'json'
  return `<details>\n<summary>What comes back, shortened</summary>\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n\n</details>\n`
}

function problemsSection(): string {
  const rows = problemNotes.map(
    ({ code, status, means, todo }) =>
      `| \`${code}\` | ${status} | ${means} | ${todo.replaceAll('](api.md#', '](#')} |`,
  )
  return `## Problems

\`code\` of a problem document. Those of the sign-in are told in [sign-in.md](sign-in.md#what-it-says).

| code | status | what happened | what to do |
|---|---|---|---|
${rows.join('\n')}
`
}
