import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { configSchema } from '@/lib/server/settings/config'
import { documentedRoles } from '../cluster/documented-roles.ts'
import { chartFolder, readObjects } from './helm.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const inChart = (path: string) => readFileSync(join(chartFolder, path), 'utf8')
const manifest: { version: string; description: string } = JSON.parse(read('package.json'))

interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: unknown
  readonly $ref?: string
}

const schema: Schema = JSON.parse(inChart('values.schema.json'))
const { config, settings } = schema.properties ?? {}

// What the chart sets by itself, from values of its own; secrets come from Secrets, as files.
const setByChart = [
  'PORT',
  'SIGNPOST_AUTH',
  'SIGNPOST_CA_BUNDLE',
  'SIGNPOST_CONFIG',
  'SIGNPOST_HOSTS',
  'SIGNPOST_IMPERSONATE_GROUPS',
  'SIGNPOST_LISTEN',
  'SIGNPOST_METRICS',
  'SIGNPOST_OIDC_CLIENT_SECRET',
  'SIGNPOST_OIDC_CLIENT_SECRET_FILE',
  'SIGNPOST_PROXY_SECRET',
  'SIGNPOST_PROXY_SECRET_FILE',
  'SIGNPOST_SESSION_KEYS',
  'SIGNPOST_SESSION_KEYS_FILE',
  'SIGNPOST_TLS_CERT_FILE',
  'SIGNPOST_TLS_KEY_FILE',
]

/** Objects of the schema whose properties are named there: all but what Kubernetes itself defines, and free maps. */
function* namedObjects(name: string, of: Schema): Generator<[string, Schema]> {
  if (of.properties === undefined) return
  yield [name, of]
  for (const [key, inner] of Object.entries(of.properties)) yield* namedObjects(`${name}.${key}`, inner)
}

/** The values of the file that the schema does not know. */
function unknownValues(values: Readonly<Record<string, unknown>>, of: Schema, path = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const known = of.properties?.[key]
    if (known === undefined) return of.properties === undefined ? [] : [`${path}${key}`]
    return isMap(value) ? unknownValues(value, known, `${path}${key}.`) : []
  })
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

describe('values.schema.json', () => {
  it('knows every value of values.yaml, and describes each', () => {
    expect(unknownValues(parse(inChart('values.yaml')), schema)).toEqual([])
    const objects = [...namedObjects('values', schema)].filter(([name]) => !/^values\.(config|settings)/.test(name))
    const silent = objects.flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([key, { description }]) => (description ? [] : [`${name}.${key}`])),
    )
    expect(silent).toEqual([])
  })

  it('refuses what it does not know, at every depth', () => {
    const open = [...namedObjects('values', schema)].filter(
      ([, { additionalProperties }]) => additionalProperties !== false,
    )
    expect(open.map(([name]) => name)).toEqual([])
  })

  it('takes every setting of the console that the chart does not set itself', () => {
    const names = [...read('lib/server/settings/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
      ([, name]) => name,
    )
    const missing = names.filter((name = '') => !setByChart.includes(name) && !(name in (settings?.properties ?? {})))
    expect(missing).toEqual([])
    expect(setByChart.filter((name) => name in (settings?.properties ?? {}))).toEqual([])
  })

  it('holds the file of SIGNPOST_CONFIG to what the console reads', () => {
    const { $schema: _, ...wanted } = z.toJSONSchema(configSchema, { io: 'input' })
    const { description, ...said } = config ?? {}
    expect(description).toMatch(/SIGNPOST_CONFIG/)
    expect(said, 'node scripts/render-deploy.ts && npm run format').toEqual(wanted)
  })
})

describe('Chart.yaml', () => {
  it('has the version and the description of package.json', () => {
    const { version, description } = manifest
    expect(parse(inChart('Chart.yaml'))).toMatchObject({ version, appVersion: version, description })
  })
})

describe('docs/permissions.md', () => {
  it('shows the roles that are shipped, rule by rule', async () => {
    const nameOf = ({ kind, metadata }: { kind: string; metadata: { name: string; namespace?: string | undefined } }) =>
      `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
    const objects = readObjects(read('deploy/kubernetes/signpost.yaml')).filter(({ kind }) =>
      /^(Cluster)?Role$/.test(kind),
    )
    const shipped = new Map(objects.map((role) => [nameOf(role), role]))
    const documented = await documentedRoles()
    const elsewhere = ['port-forward', 'review', 'impersonate'].map((name) => `signpost-${name}`)
    for (const role of documented.filter((role) => !elsewhere.includes(role.metadata.name))) {
      expect(shipped.get(nameOf(role)), nameOf(role)).toMatchObject({ rules: role.rules })
    }
    const forPeople = ['viewer', 'reviewer', 'operator'].map((name) => `ClusterRole /signpost-${name}`)
    const told = [...documented.filter((role) => !elsewhere.includes(role.metadata.name)).map(nameOf), ...forPeople]
    expect([...shipped.keys()].sort()).toEqual(told.sort())
  })
})

describe('docs/metrics.md', () => {
  it('shows the alerts of the chart', () => {
    const block = /^## Alerts[\s\S]*?^```yaml\n([\s\S]*?)^```$/m.exec(read('docs/metrics.md'))?.[1]
    expect(block).toBe(inChart('files/alerts.yaml'))
  })
})
