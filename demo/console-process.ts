import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { consoleFlags } from '../scripts/console-flags.mjs'

const keptLogLength = 65_536
const readyLimitMs = 60_000
const readyPollMs = 100
const stopLimitMs = 8000
const preloads = [
  new URL('./end-with-parent.ts', import.meta.url).href,
  new URL('./place-dialer.ts', import.meta.url).href,
]

export interface ConsoleProcess {
  readonly url: string
  /** Settles when the program has ended, with what it wrote last. */
  readonly ended: Promise<string>
  /** Asks it to end, and ends it when it does not. */
  readonly stop: () => Promise<void>
}

export interface ConsoleProcessOptions {
  /** The folder of the project, whose built console is started. */
  readonly root: string
  readonly port: number
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Starts the built console on 127.0.0.1 and gives it once it answers and has reached its cluster. Throws with its words when it ends before. */
export async function startConsoleProcess(options: ConsoleProcessOptions): Promise<ConsoleProcess> {
  const { root, port, env, signal } = options
  const flags = [...consoleFlags, ...preloads.flatMap((preload) => ['--import', preload])]
  const child = spawn(process.execPath, [...flags, join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production', ...inherited(), ...env, PORT: String(port) },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-keptLogLength)
    })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const ended = once(child, 'close').then(() => {
    process.off('exit', killAtExit)
    return log
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    await ended
    clearTimeout(limit)
  }
  const url = `http://127.0.0.1:${port}`
  const answer = await Promise.race([untilReady(`${url}/readyz`, signal), ended.then(() => 'ended' as const)])
  if (answer === 'ready') return { url, ended, stop }
  await stop()
  if (answer === 'stopped') throw new Error('stopped while the console was starting')
  throw new Error(`the console ${answer === 'ended' ? 'ended' : 'did not get ready'}; it said:\n${log.trim()}`)
}

async function untilReady(url: string, signal: AbortSignal): Promise<'ready' | 'late' | 'stopped'> {
  const limitAt = performance.now() + readyLimitMs
  while (performance.now() < limitAt) {
    const isReady = await fetch(url, { signal }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (signal.aborted) return 'stopped'
    if (isReady) return 'ready'
    await pause(readyPollMs)
  }
  return 'late'
}

// Nothing else of the caller's environment: settings of a console of their own must not reach this one.
function inherited(): Record<string, string> {
  const { PATH, HOME, TMPDIR } = process.env
  return { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}) }
}
