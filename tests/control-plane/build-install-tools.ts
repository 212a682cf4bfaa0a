import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { withFileLock } from './file-lock.ts'
import { goCommand, runGo } from './go.ts'
import { modulesFolder, repositoryRoot } from './programs.ts'

export interface InstallTools {
  readonly helm: string
  /** Reads PromQL expressions with the parser of Prometheus (modules/promql/main.go). */
  readonly promql: string
  /** The definitions of the kinds that the chart may make and that no cluster has from the start, as their projects ship them. */
  readonly definitionFiles: readonly string[]
}

const cacheFolder = join(repositoryRoot, '.cache', 'install-tools')
const programs = [
  { name: 'helm', module: 'helm', source: 'helm.sh/helm/v4/cmd/helm' },
  { name: 'promql', module: 'promql', source: '.' },
] as const
const definitions = [
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    folder: 'example/prometheus-operator-crd',
    files: ['monitoring.coreos.com_prometheusrules.yaml', 'monitoring.coreos.com_servicemonitors.yaml'],
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    folder: 'config/crd/standard',
    files: ['gateway.networking.k8s.io_httproutes.yaml'],
  },
] as const
const keptBuilds = 2

/** Gives what the tests of the installation need beside the control plane: from the cache, else built with Go (some minutes once). */
export async function buildInstallTools(report: (line: string) => void): Promise<InstallTools> {
  const folder = join(cacheFolder, await cacheKey())
  await mkdir(cacheFolder, { recursive: true })
  if (!(await isThere(folder))) {
    await withFileLock(`${folder}.lock`, report, async () => {
      if (!(await isThere(folder))) await build(folder, report)
    })
    await removeOldBuilds(folder)
  }
  return {
    helm: join(folder, 'helm'),
    promql: join(folder, 'promql'),
    definitionFiles: definitions.flatMap(({ files }) => files.map((file) => join(folder, file))),
  }
}

async function cacheKey(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`)
  hash.update(JSON.stringify([programs, definitions]))
  for (const module of ['helm', 'promql', 'schemas'])
    for (const file of (await readdir(join(modulesFolder, module))).sort())
      hash.update(`${file}\n`).update(await readFile(join(modulesFolder, module, file)))
  return hash.digest('hex').slice(0, 16)
}

// Everything or nothing: a build that was killed half-way leaves a folder of another name.
async function build(folder: string, report: (line: string) => void): Promise<void> {
  const target = await mkdtemp(join(cacheFolder, 'building-'))
  try {
    for (const { name, module, source } of programs) {
      const cwd = join(modulesFolder, module)
      const flags = ['-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', join(target, name)]
      await runGo(await goCommand(cwd), ['build', ...flags, source], { cwd, what: name, report })
    }
    await copyDefinitions(target)
    await rename(target, folder)
  } finally {
    await rm(target, { recursive: true, force: true })
  }
}

async function copyDefinitions(target: string): Promise<void> {
  const cwd = join(modulesFolder, 'schemas')
  const go = await goCommand(cwd)
  for (const { module, folder, files } of definitions) {
    const told = JSON.parse(await runGo(go, ['mod', 'download', '-json', module], { cwd }))
    for (const file of files) {
      await copyFile(join(told.Dir, folder, file), join(target, file))
      // The module cache is read-only, and a read-only copy could not be removed with its folder on every system.
      await chmod(join(target, file), 0o644)
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

async function removeOldBuilds(current: string): Promise<void> {
  const names = (await readdir(cacheFolder)).filter((name) => name !== basename(current) && !name.endsWith('.lock'))
  const dated = await Promise.all(
    names.map(async (name) => ({ path: join(cacheFolder, name), at: (await stat(join(cacheFolder, name))).mtimeMs })),
  )
  dated.sort((a, b) => b.at - a.at)
  for (const old of dated.slice(keptBuilds - 1)) await rm(old.path, { recursive: true, force: true })
}
