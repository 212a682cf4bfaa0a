import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { resolveAlias } from '../tests/bench/resolve-alias.ts'
import { buildInstallTools } from '../tests/control-plane/build-install-tools.ts'

const deploy = join(import.meta.dirname, '..', 'deploy')
const chart = join(deploy, 'helm', 'signpost')
const generated = '# Made from the chart by `node scripts/render-deploy.ts`; change it there.\n'
const namespace = 'signpost'
const namespaceObject = `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    pod-security.kubernetes.io/enforce: restricted
`

/**
 * The chart with its default values as plain YAML: one file to apply, and a file for each template as a base for Kustomize, whose objects
 * have the namespace that an overlay gives them. Paths are relative to `deploy`.
 */
export async function renderDeploy(helm: string): Promise<Map<string, string>> {
  const { stdout } = await promisify(execFile)(helm, ['template', namespace, chart, '--namespace', namespace])
  // Nothing else will call it its own when Helm did not install it.
  const rendered = stdout.replace(/^ *app\.kubernetes\.io\/managed-by: Helm\n/gm, '')
  const files = new Map([['kubernetes/signpost.yaml', `${generated}${namespaceObject}${rendered}`]])
  const templates = new Map<string, string>()
  for (const document of rendered.split(/^---\n/m)) {
    const [, template] = /^# Source: signpost\/templates\/(.*)\n/.exec(document) ?? []
    if (template === undefined) continue
    const body = document.replace(/^# Source: .*\n/, '').replace(new RegExp(`^  namespace: ${namespace}\n`, 'm'), '')
    const before = templates.get(template)
    templates.set(template, before === undefined ? body : `${before}---\n${body}`)
  }
  for (const [template, body] of templates) files.set(`kustomize/base/${template}`, `${generated}${body}`)
  const resources = [...templates.keys()].sort().map((template) => `  - ${template}\n`)
  files.set(
    'kustomize/base/kustomization.yaml',
    `${generated}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.join('')}`,
  )
  return files
}

/** The schema of the chart's values, its `config` as the console reads it now. */
async function renderSchema(): Promise<string> {
  resolveAlias()
  const { configSchema } = await import('@/lib/server/settings/config')
  const schema = JSON.parse(await readFile(join(chart, 'values.schema.json'), 'utf8'))
  const { description } = schema.properties.config
  const { $schema: _, ...config } = z.toJSONSchema(configSchema, { io: 'input' })
  schema.properties.config = { description, ...config }
  return `${JSON.stringify(schema, null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { helm } = await buildInstallTools(console.error)
  await writeFile(join(chart, 'values.schema.json'), await renderSchema())
  for (const folder of ['kubernetes', 'kustomize/base'])
    await rm(join(deploy, folder), { recursive: true, force: true })
  for (const [path, text] of await renderDeploy(helm)) {
    await mkdir(dirname(join(deploy, path)), { recursive: true })
    await writeFile(join(deploy, path), text)
  }
}
