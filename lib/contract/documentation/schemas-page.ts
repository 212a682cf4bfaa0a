import type { DescribedApi } from './api-page'
import { schemaTable } from './schema-table'

const head = `# Schemas of the API

What the calls of [the API](api.md) take and give. \`?\` after a member: it may be absent. Times are RFC 3339 in UTC unless said. Later versions may add members to an answer: read those you know. This page is written by \`node scripts/render-api.ts\`.
`

/** The page of the schemas that have a name in the OpenAPI document, in Markdown. */
export function schemasPage({ components: { schemas } }: DescribedApi): string {
  const names = Object.keys(schemas).sort((a, b) => (a < b ? -1 : 1))
  const list = names.map((name) => `[${name}](#${name.toLowerCase()})`).join(' · ')
  const sections = names.map((name) => `## ${name}\n\n${schemaTable(schemas[name] ?? {}, '')}`)
  return [`${head}\n${list}\n`, ...sections].join('\n')
}
