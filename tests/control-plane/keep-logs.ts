import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from './programs.ts'

const keptRuns = 5

/** Copies a run's logs to `.cache/control-plane-logs/`, where the last five stay, and says where. */
export async function keepLogs(logDir: string): Promise<string> {
  const folder = join(repositoryRoot, '.cache', 'control-plane-logs')
  const target = join(folder, new Date().toISOString().replace(/[:.]/g, '-'))
  await mkdir(folder, { recursive: true })
  await cp(logDir, target, { recursive: true })
  const runs = (await readdir(folder)).sort()
  for (const old of runs.slice(0, -keptRuns)) await rm(join(folder, old), { recursive: true, force: true })
  return target
}
