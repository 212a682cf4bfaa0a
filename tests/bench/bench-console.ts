import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { join } from 'node:path'
import { consoleFlags } from '../../scripts/console-flags.mjs'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'

const root = join(import.meta.dirname, '..', '..')
const readyLimitMs = 60_000
// Each question costs a server that is just starting some milliseconds, which would be measured with it.
const askEveryMs = 20

export interface BenchServer {
  readonly url: string
  readonly pid: number
  /** From the start of the process to its first 200 on the path that was asked for. */
  readonly readyAfterMs: number
  readonly stop: () => Promise<void>
}

export interface BenchConsole extends BenchServer {
  readonly metricsUrl: string
}

/** Starts the built console as `npm start` does; ready when the cluster is live. */
export async function startBenchConsole(controlPlane: ControlPlane): Promise<BenchConsole> {
  const [metricsPort = 0] = await freePorts(1)
  const { clusterDns, world } = controlPlane
  const env = {
    KUBECONFIG: controlPlane.kubeconfigPath('admin'),
    SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`,
    SIGNPOST_RESOLVERS: `${world.host}:${world.port}`,
    SIGNPOST_RATE_LIMIT: '0',
    SIGNPOST_METRICS: `127.0.0.1:${metricsPort}`,
  }
  const server = await startServer(join(root, 'scripts', 'start.mjs'), '/readyz', env, consoleFlags)
  return { ...server, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` }
}

/** Starts a Node server on a free port and waits for a 200; `path` is asked again and again meanwhile. */
export async function startServer(
  script: string,
  path: string,
  env: Record<string, string>,
  nodeFlags: readonly string[] = [],
): Promise<BenchServer> {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...nodeFlags, script], {
    cwd: root,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      ...env,
    },
  })
  const stop = endOf(child)
  try {
    await poll(async () => (await statusOf(`${url}${path}`)) === 200, {
      what: `${script} answers ${path}`,
      timeoutMs: readyLimitMs,
      everyMs: askEveryMs,
      abort: () => (child.exitCode === null ? undefined : `it ended with ${child.exitCode}`),
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { url, pid: child.pid ?? 0, readyAfterMs: performance.now() - startedAt, stop }
}

function endOf(child: ChildProcess): () => Promise<void> {
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const ended = once(child, 'exit').finally(() => process.off('exit', killAtExit))
  return async () => {
    child.kill('SIGTERM')
    const limit = setTimeout(() => child.kill('SIGKILL'), 8000)
    await ended
    clearTimeout(limit)
  }
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, { timeout: 5000 }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', reject)
  })
}
