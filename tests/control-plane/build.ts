import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { withFileLock } from './file-lock.ts'
import { goCommand, runGo } from './go.ts'
import { binaryCacheFolder, type GoModule, goModules, modulesFolder, type ProgramName } from './programs.ts'

export interface Binaries {
  readonly programs: Readonly<Record<ProgramName, string>>
  readonly kwokStageFiles: readonly string[]
}

const kwokStageFolders = ['node/fast', 'node/heartbeat-with-lease', 'pod/fast']
const keptBuilds = 2

/** Gives every program of the control plane: from KUBEBUILDER_ASSETS where it has one, else from the cache, else built with Go. */
export async function buildBinaries(report: (line: string) => void): Promise<Binaries> {
  const folder = join(binaryCacheFolder, await cacheKey())
  await mkdir(folder, { recursive: true })
  const programs = await findPrograms(folder)
  if (isComplete(programs) && (await hasStages(folder))) return describe(programs, folder)
  await withFileLock(join(folder, 'lock'), report, async () => {
    await removeLeftovers(folder)
    for (const module of goModules) await buildModule(module, folder, report)
    await copyKwokStages(folder)
  })
  await removeOldBuilds(folder)
  return describe(await findPrograms(folder), folder)
}

async function cacheKey(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`)
  for (const module of goModules) {
    hash.update(JSON.stringify(module))
    for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(modulesFolder, module.folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

type FoundPrograms = Partial<Record<ProgramName, string>>

async function findPrograms(folder: string): Promise<FoundPrograms> {
  const found: FoundPrograms = {}
  for (const name of programNames()) {
    const path = await findProgram(name, folder)
    if (path !== undefined) found[name] = path
  }
  return found
}

async function findProgram(name: ProgramName, folder: string): Promise<string | undefined> {
  const assets = process.env.KUBEBUILDER_ASSETS
  const candidates = assets ? [join(assets, name), join(folder, name)] : [join(folder, name)]
  for (const path of candidates) if (await isExecutable(path)) return path
  return undefined
}

async function isExecutable(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true && (found.mode & 0o111) !== 0
}

function programNames(): ProgramName[] {
  return ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'coredns', 'kwok']
}

function isComplete(found: FoundPrograms): found is Record<ProgramName, string> {
  return programNames().every((name) => found[name] !== undefined)
}

async function describe(found: FoundPrograms, folder: string): Promise<Binaries> {
  if (!isComplete(found)) {
    const missing = programNames().filter((name) => found[name] === undefined)
    throw new Error(`the build left out ${missing.join(', ')} in ${folder}`)
  }
  return { programs: found, kwokStageFiles: await stageFiles(folder) }
}

async function buildModule(module: GoModule, folder: string, report: (line: string) => void): Promise<void> {
  const missing: string[] = []
  const packages: string[] = []
  for (const name of programNames()) {
    const path = module.packages[name]
    if (path === undefined || (await findProgram(name, folder)) !== undefined) continue
    missing.push(name)
    packages.push(path)
  }
  if (packages.length === 0) return
  const cwd = join(modulesFolder, module.folder)
  const target = await mkdtemp(join(folder, 'building-'))
  try {
    // `-o <folder>/` keeps Go's own names; etcd's package is called "server".
    const output = module.folder === 'etcd' ? join(target, 'etcd') : `${target}/`
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags', module.linkerFlags, '-o', output]
    await runGo(await goCommand(cwd), ['build', ...flags, ...packages], { cwd, what: missing.join(', '), report })
    for (const name of await readdir(target)) await rename(join(target, name), join(folder, name))
  } finally {
    await rm(target, { recursive: true, force: true })
  }
}

const stageFolder = (folder: string) => join(folder, 'kwok-stages')

async function stageFiles(folder: string): Promise<string[]> {
  const names = await readdir(stageFolder(folder)).catch(() => [])
  return names.sort().map((name) => join(stageFolder(folder), name))
}

async function hasStages(folder: string): Promise<boolean> {
  return (await stageFiles(folder)).length > 0
}

async function copyKwokStages(folder: string): Promise<void> {
  if (await hasStages(folder)) return
  const cwd = join(modulesFolder, 'kwok')
  const listed = await runGo(await goCommand(cwd), ['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'], { cwd })
  const target = await mkdtemp(join(folder, 'stages-'))
  for (const stage of kwokStageFolders) {
    const source = join(listed.trim(), 'kustomize', 'stage', stage)
    for (const name of await readdir(source)) {
      if (!name.endsWith('.yaml') || name === 'kustomization.yaml') continue
      const copy = join(target, `${stage.replace('/', '-')}-${name}`)
      await copyFile(join(source, name), copy)
      // The module cache is read-only, and a read-only copy could not be removed with its folder on every system.
      await chmod(copy, 0o644)
    }
  }
  await rename(target, stageFolder(folder))
}

// What a build left that was killed half-way; nobody else is building while the lock is held.
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^(building|stages)-/.test(name)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function removeOldBuilds(current: string): Promise<void> {
  const names = (await readdir(binaryCacheFolder)).filter((name) => name !== basename(current))
  const dated = await Promise.all(
    names.map(async (name) => ({
      path: join(binaryCacheFolder, name),
      at: (await stat(join(binaryCacheFolder, name))).mtimeMs,
    })),
  )
  dated.sort((a, b) => b.at - a.at)
  for (const old of dated.slice(keptBuilds - 1)) await rm(old.path, { recursive: true, force: true })
}
