import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'node:util'
import { resolveAlias } from '../tests/bench/resolve-alias.ts'

const root = join(import.meta.dirname, '..')
const answersPath = join(root, 'docs', 'api-answers.json')
const mostTextLines = 24

resolveAlias()
const { openApiDocument } = await import('@/lib/contract/openapi')
const { apiPage, operationsInOrder } = await import('@/lib/contract/documentation/api-page')
const { schemasPage } = await import('@/lib/contract/documentation/schemas-page')
const { exampleVariables } = await import('../tests/documents/api-examples.ts')
const { shortenAnswer } = await import('../tests/documents/shorten-answer.ts')

// With the address of a demo that nothing was changed in, its answers to the examples are taken anew.
const [url] = process.argv.slice(2)
if (url !== undefined) await writeFile(answersPath, `${JSON.stringify(await takeAnswers(url), null, 2)}\n`)

const document = JSON.parse(JSON.stringify(openApiDocument('')))
const answers: Record<string, unknown> = JSON.parse(await readFile(answersPath, 'utf8'))
await writeFile(join(root, 'docs', 'api.md'), apiPage(document, answers))
await writeFile(join(root, 'docs', 'api-schemas.md'), schemasPage(document))

async function takeAnswers(from: string): Promise<Record<string, unknown>> {
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${from}/api/v1${path}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': 'application/json' },
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
    })
  const variables = await exampleVariables(call)
  const filled = (text: string) => text.replaceAll(/\$([A-Z_]+)/g, (all, name: string) => variables[name] ?? all)
  const taken: Record<string, unknown> = { signIn: { user: 'system:serviceaccount:payments:deployer' } }
  for (const { id, note, operation } of operationsInOrder()) {
    if (id === 'signIn' || operation.response.kind === 'events') continue
    const body = note.example.body === undefined ? undefined : filled(JSON.stringify(note.example.body))
    const answer = await call(operation.method, filled(note.example.path), body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(format('%s: %d %s', id, answer.status, text.slice(0, 500)))
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
    taken[id] = isJson ? shortenAnswer(JSON.parse(text)) : firstLines(text)
  }
  return taken
}

function firstLines(text: string): string {
  const lines = text.trimEnd().split('\n')
  return lines.length <= mostTextLines ? text.trimEnd() : [...lines.slice(0, mostTextLines), '…'].join('\n')
}
