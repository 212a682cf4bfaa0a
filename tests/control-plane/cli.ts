import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ControlPlane } from './control-plane.ts'
import { repositoryRoot } from './programs.ts'
import { seedCluster } from './seed-cluster.ts'
import { startControlPlane } from './start.ts'

const usage = `usage: npm run cluster -- [--seed] [--kubeconfig FILE]

Starts a real Kubernetes control plane on loopback and keeps it until Ctrl-C.
  --seed             applies the manifests of tests/control-plane/seed
  --kubeconfig FILE  where the administrator's kubeconfig goes (.cache/cluster/kubeconfig)`

interface Options {
  readonly seed: boolean
  readonly kubeconfig: string
}

const report = (line: string) => console.error(`[cluster] ${line}`)

async function main(options: Options): Promise<void> {
  const ended = nextSignal()
  const startedAt = performance.now()
  const controlPlane = await startControlPlane({ report })
  try {
    if (options.seed) await seedCluster(controlPlane)
    const text = await readFile(controlPlane.kubeconfigPath('admin'), 'utf8')
    await mkdir(dirname(options.kubeconfig), { recursive: true })
    await writeFile(options.kubeconfig, text, { mode: 0o600 })
    report(`ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s; Ctrl-C ends it`)
    console.log(environmentLines(controlPlane, options.kubeconfig))
    await ended
    await removeIfOurs(options.kubeconfig, text)
  } finally {
    await controlPlane.stop()
  }
  report('stopped')
}

function environmentLines(controlPlane: ControlPlane, kubeconfig: string): string {
  const { clusterDns, world } = controlPlane
  return [
    `# logs: ${controlPlane.logDir}; other identities: ${dirname(controlPlane.kubeconfigPath('admin'))}`,
    `export KUBECONFIG=${kubeconfig}`,
    `export SIGNPOST_CLUSTER_DNS=${clusterDns.host}:${clusterDns.port}`,
    `export SIGNPOST_RESOLVERS=${world.host}:${world.port}`,
    `export PATH=${dirname(controlPlane.kubectlCommand)}${delimiter}$PATH`,
  ].join('\n')
}

// A second run may have put its own kubeconfig there since.
async function removeIfOurs(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => undefined)
  if (present === text) await rm(path, { force: true })
}

function nextSignal(): Promise<void> {
  return new Promise((done) => {
    let isAsked = false
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (isAsked) process.exit(1)
        isAsked = true
        done()
      })
    }
  })
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: { seed: { type: 'boolean' }, kubeconfig: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) return undefined
  const kubeconfig = values.kubeconfig ?? join(repositoryRoot, '.cache', 'cluster', 'kubeconfig')
  return { seed: values.seed ?? false, kubeconfig: resolve(kubeconfig) }
}

try {
  const options = readOptions()
  if (options === undefined) console.log(usage)
  else await main(options)
} catch (error) {
  report(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
