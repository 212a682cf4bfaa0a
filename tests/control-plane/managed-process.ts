import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { poll } from './poll.ts'

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

/**
 * Stops a process dead with SIGSTOP, and waits until it is. One thread takes the signal and stops the others only once it is scheduled itself:
 * on a busy machine they go on answering until then.
 */
export async function stopDead({ pid, signal, ending }: ManagedProcess): Promise<void> {
  signal('SIGSTOP')
  await poll(() => standsStill(pid), {
    what: `every thread of process ${pid} stands still`,
    timeoutMs: 10_000,
    everyMs: 5,
    abort: ending,
  })
}

// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the state follows the name, which may hold anything but ends with the last parenthesis.
async function standsStill(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`)
  const states = threads.map(async (thread) => {
    const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(() => ') X')
    return stat.charAt(stat.lastIndexOf(')') + 2)
  })
  return (await Promise.all(states)).every((state) => 'TtXZ'.includes(state))
}

/** Explains a process that ended too early with the end of its log; undefined while it lives. */
export async function explainEnding(started: ManagedProcess): Promise<string | undefined> {
  const ending = started.ending()
  if (ending === undefined) return undefined
  const text = await readFile(started.logFile, 'utf8').catch(() => '')
  return `${ending}; last lines of ${started.logFile}:\n${text.trim().split('\n').slice(-8).join('\n')}`
}
