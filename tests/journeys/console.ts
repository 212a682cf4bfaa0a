import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'

const root = join(import.meta.dirname, '..', '..')
const keptLogLength = 4 << 20
const stopLimitMs = 8000

/** What a console needs to know of a control plane. */
export interface ConsolePlane {
  readonly kubeconfigPath: (identity: 'admin') => string
  readonly clusterDns: { readonly host: string; readonly port: number }
  readonly world: { readonly host: string; readonly port: number }
}

export interface RunningConsole {
  readonly url: string
  readonly pid: number
  /** The end of what it wrote, both outputs together. */
  readonly log: () => string
  /** Sends SIGTERM and waits for the end; gives the milliseconds that took. */
  readonly stop: () => Promise<number>
  /** SIGKILL, at once; resolves when it is gone. */
  readonly kill: () => Promise<void>
}

/** Starts the built console as `npm start` does, on a free port, for a control plane and its DNS; ready when `/readyz` says so (or another path of health). */
export async function startConsole(
  { kubeconfigPath, clusterDns, world }: ConsolePlane,
  env: Record<string, string> = {},
  readyPath: 'readyz' | 'healthz' = 'readyz',
): Promise<RunningConsole> {
  const port = env.PORT ?? (await freePorts(1))[0] ?? 0
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      KUBECONFIG: kubeconfigPath('admin'),
      SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`,
      SIGNPOST_RESOLVERS: `${world.host}:${world.port}`,
      ...env,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-keptLogLength)
    })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const ended = once(child, 'exit').finally(() => process.off('exit', killAtExit))
  const stop = async () => {
    const askedAt = performance.now()
    if (child.exitCode === null) child.kill('SIGTERM')
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    await ended
    clearTimeout(limit)
    return performance.now() - askedAt
  }
  try {
    await poll(async () => (await fetch(`${url}/${readyPath}`)).ok, {
      what: 'the console is ready',
      timeoutMs: 20_000,
      abort: () => (child.exitCode === null ? undefined : `it ended with ${child.exitCode}`),
    })
  } catch (error) {
    await stop()
    throw new Error(`the console did not get ready; it said:\n${log}`, { cause: error })
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { url, pid: child.pid ?? 0, log: () => log, stop, kill }
}
