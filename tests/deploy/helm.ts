import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

export const chartFolder = join(import.meta.dirname, '..', '..', 'deploy', 'helm', 'signpost')

export interface HelmResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Rendered {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> }
}

/** Runs helm with values of one's own, away from whatever the user's helm is set to; a failure is told by the code, never thrown. */
export async function runHelm(helm: string, args: readonly string[], values: object = {}): Promise<HelmResult> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-helm-'))
  const file = join(folder, 'values.json')
  await writeFile(file, JSON.stringify(values))
  const env = { PATH: process.env.PATH, HOME: folder, HELM_CACHE_HOME: folder, NODE_ENV: 'test' as const }
  try {
    return await new Promise((resolve) => {
      execFile(helm, [...args, '--values', file], { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr })
      })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The chart's objects for these values; throws with helm's words when it refuses them. */
export async function renderChart(helm: string, namespace: string, values: object): Promise<Rendered[]> {
  const { code, stdout, stderr } = await runHelm(
    helm,
    ['template', 'signpost', chartFolder, '--namespace', namespace],
    values,
  )
  if (code !== 0) throw new Error(stderr)
  return readObjects(stdout)
}

export interface Deployment extends Rendered {
  readonly spec: {
    readonly template: { readonly metadata: object; readonly spec: { readonly containers: Container[] } }
  }
}

interface Container {
  readonly env: readonly { readonly name: string; readonly value?: string }[]
}

export function isDeployment(object: Rendered): object is Deployment {
  return object.kind === 'Deployment'
}

/** The environment that a pod of the Deployment has, as far as it does not come from elsewhere. */
export function environmentOf({ spec, metadata }: Deployment): Record<string, string> {
  const given = spec.template.spec.containers[0]?.env ?? []
  const expand = (value: string) => value.replaceAll('$(POD_NAMESPACE)', metadata.namespace ?? '')
  return Object.fromEntries(given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, expand(value)]])))
}

/** Every object of a stream of YAML documents. */
export function readObjects(yaml: string): Rendered[] {
  return parseAllDocuments(yaml).flatMap((document) => document.toJS() ?? [])
}
