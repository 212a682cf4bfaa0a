import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ProcessSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly logDir: string
  /** Where a file with the process number lies as long as the process lives (read by the orphan guard). */
  readonly pidDir: string
}

export interface ManagedProcess {
  readonly pid: number
  readonly logFile: string
  readonly exited: Promise<void>
  /** Says how it ended, once it did. */
  readonly ending: () => string | undefined
  readonly signal: (name: NodeJS.Signals) => void
  /** Ends it and waits: SIGTERM first, SIGKILL after the grace time; a grace of 0 kills at once. */
  readonly stop: (graceMs?: number) => Promise<void>
}

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Starts a program in a process group of its own (Ctrl-C reaches only the parent), its output going to a log file. */
export async function startProcess(spec: ProcessSpec): Promise<ManagedProcess> {
  const logFile = join(spec.logDir, `${spec.name}.log`)
  const log = openSync(logFile, 'a')
  const child = spawn(spec.command, spec.args, { stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  let ending: string | undefined
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ending = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      ending = signal === null ? `exit ${code}` : `ended by ${signal}`
      living.delete(child)
      resolve()
    })
  })
  if (child.pid === undefined) {
    await exited
    throw new Error(`${spec.name} did not start: ${ending}`)
  }
  living.add(child)
  const { pid } = child
  const pidFile = join(spec.pidDir, String(pid))
  await writeFile(pidFile, '')
  const gone = exited.then(() => rm(pidFile, { force: true }))
  const signal = (name: NodeJS.Signals) => void child.kill(name)
  return {
    pid,
    logFile,
    exited: gone,
    ending: () => ending,
    signal,
    stop: async (graceMs = 3000) => {
      if (graceMs > 0) signal('SIGTERM')
      const timer = setTimeout(() => signal('SIGKILL'), graceMs)
      await gone
      clearTimeout(timer)
    },
  }
}

/** Explains a process that ended too early with the end of its log; undefined while it lives. */
export async function explainEnding(started: ManagedProcess): Promise<string | undefined> {
  const ending = started.ending()
  if (ending === undefined) return undefined
  const text = await readFile(started.logFile, 'utf8').catch(() => '')
  return `${ending}; last lines of ${started.logFile}:\n${text.trim().split('\n').slice(-8).join('\n')}`
}
