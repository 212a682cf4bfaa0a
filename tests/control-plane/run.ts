import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainEnding, type ManagedProcess, startProcess } from './managed-process.ts'
import { startOrphanGuard } from './orphan-guard.ts'

/** One run of the control plane: its folder and its processes, which end together. */
export interface Run {
  readonly directory: string
  readonly logDir: string
  readonly start: (name: string, command: string, args: readonly string[]) => Promise<ManagedProcess>
  /** Resolves when the first of its processes has ended, with the end of that one's log. */
  readonly firstEnding: Promise<string>
  /** Something that reads or writes its folder, to be ended before that goes. */
  readonly beforeEnd: (end: () => Promise<void>) => void
  /** Ends every process at once and removes the folder. */
  readonly end: () => Promise<void>
}

export async function createRun(): Promise<Run> {
  const directory = await mkdtemp(join(tmpdir(), 'signpost-cluster-'))
  const logDir = join(directory, 'logs')
  const pidDir = join(directory, 'pids')
  for (const folder of [logDir, pidDir]) await mkdir(folder, { mode: 0o700 })
  const endGuard = startOrphanGuard(pidDir, directory)
  const started = new Set<ManagedProcess>()
  const endings: (() => Promise<void>)[] = []
  const { promise: firstEnding, resolve: tellEnding } = Promise.withResolvers<string>()
  return {
    directory,
    logDir,
    firstEnding,
    start: async (name, command, args) => {
      const process = await startProcess({ name, command, args, logDir, pidDir })
      started.add(process)
      void process.exited.then(async () => {
        started.delete(process)
        tellEnding(`${name}: ${await explainEnding(process)}`)
      })
      return process
    },
    beforeEnd: (end) => {
      endings.push(end)
    },
    end: async () => {
      // Nothing of a run is kept, so nothing needs a graceful end; kube-apiserver would take seconds for one.
      await Promise.all([...started].map((process) => process.stop(0)))
      await Promise.all(endings.map((end) => end()))
      await rm(directory, { recursive: true, force: true })
      await endGuard()
    },
  }
}
