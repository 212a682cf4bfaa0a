import { z } from 'zod'
import { configSchema } from './config'
import { settingsReference } from './settings-reference'

const head = `# Configure

Environment variables; an empty one counts as unset, a wrong one is named at start and the console does not start. The command \`signpost\` reads the same ones. This page is written by \`node scripts/render-configure.ts\`.
`

const file = `## The file of SIGNPOST_CONFIG

YAML; what is not known, or wrong, is named with its line, and the console does not start. [clusters.md](clusters.md) says more of \`clusters\`, [reviews.md](reviews.md) of \`teams\` and \`reviews\`.
`

interface Described {
  description?: string
  default?: unknown
  required?: readonly string[]
  properties?: Record<string, Described>
  items?: Described
}

/** The reference page of the settings, in Markdown. */
export function configurePage(): string {
  const settings = settingsReference.map(({ about, settings: all }) => {
    const rows = all.map(({ name, meaning, usual }) => `| \`${name}\` | ${meaning} | ${usual} |`)
    return `## ${about}\n\n${table('variable', rows)}`
  })
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Described
  const keys = keysOf(schema).map(({ key, meaning, usual }) => `| \`${key}\` | ${meaning} | ${usual} |`)
  return `${[head, ...settings, `${file}\n${table('key', keys)}`].join('\n')}`
}

function table(first: string, rows: readonly string[]): string {
  return `${[`| ${first} | meaning | default |`, '|---|---|---|', ...rows].join('\n')}\n`
}

function keysOf(
  { properties = {}, items, required = [] }: Described,
  path = '',
): { key: string; meaning: string; usual: string }[] {
  if (items?.properties) return keysOf(items, `${path}[]`)
  return Object.entries(properties).flatMap(([name, each]) => {
    const key = path === '' ? name : `${path}.${name}`
    if (each.description === undefined) return keysOf(each, key)
    const isScalar = typeof each.default === 'number' || typeof each.default === 'string'
    return [
      {
        key,
        meaning: each.description,
        usual: isScalar ? `\`${each.default}\`` : required.includes(name) ? 'needed' : 'none',
      },
    ]
  })
}
