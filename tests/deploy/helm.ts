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

/** Every object of a stream of YAML documents. */
export function readObjects(yaml: string): Rendered[] {
  return parseAllDocuments(yaml).flatMap((document) => document.toJS() ?? [])
}
