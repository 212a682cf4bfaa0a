import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleImage } from '../../scripts/assemble-image.mjs'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'
import { readDockerfile } from './read-dockerfile.ts'

const root = join(import.meta.dirname, '..', '..')
const keptLogLength = 65_536
const stopLimitMs = 8000

/** Null where this machine lets a test make a pod of its own; else why not. */
export const whyNoPods = findWhyNoPods()

export interface PodOptions {
  /** What the kubelet mounts: where the API server is, its CA, and the token of the ServiceAccount. */
  readonly serverUrl: string
  readonly caPath: string
  readonly token: string
  readonly namespace: string
  readonly env: Readonly<Record<string, string>>
}

export interface RunningPod {
  readonly url: string
  readonly pid: number
  readonly log: () => string
  /** Sends SIGTERM and waits for the end; gives the exit code and the milliseconds it took. */
  readonly stop: () => Promise<{ code: number | null; tookMs: number }>
  readonly kill: () => Promise<void>
}

export interface Image {
  readonly folder: string
  readonly start: (options: PodOptions) => Promise<RunningPod>
  readonly remove: () => Promise<void>
}

/** Lays out the image as the Dockerfile does, and starts pods of it: unprivileged, in a root of their own that is read-only. */
export async function buildImage(): Promise<Image> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-image-'))
  assembleImage(root, folder)
  return { folder, start: (options) => startPod(folder, options), remove: () => rm(folder, { recursive: true }) }
}

async function startPod(image: string, options: PodOptions): Promise<RunningPod> {
  const { entrypoint, env, uid } = readDockerfile()
  const folder = await mkdtemp(join(tmpdir(), 'signpost-pod-'))
  const [mountPoint, account] = [join(folder, 'root'), join(folder, 'account')]
  for (const made of [mountPoint, account]) await mkdir(made)
  await copyFile(options.caPath, join(account, 'ca.crt'))
  await writeFile(join(account, 'token'), options.token)
  await writeFile(join(account, 'namespace'), options.namespace)
  const [port = 0] = await freePorts(1)
  const { hostname, port: serverPort } = new URL(options.serverUrl)
  const pod = [join(import.meta.dirname, 'pod.sh'), image, mountPoint, String(uid), account, '']
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', ...pod, ...entrypoint], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      NODE_ENV: 'production',
      ...env,
      // Loopback is the only network of a test.
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: serverPort,
      ...options.env,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-keptLogLength)
    })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const ended = once(child, 'exit').finally(async () => {
    process.off('exit', killAtExit)
    await rm(folder, { recursive: true, force: true })
  })
  const end = async (signal: NodeJS.Signals) => {
    const askedAt = performance.now()
    if (child.exitCode === null) child.kill(signal)
    const limit = setTimeout(killAtExit, stopLimitMs)
    await ended
    clearTimeout(limit)
    return { code: child.exitCode, tookMs: performance.now() - askedAt }
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await poll(async () => (await fetch(`${url}/readyz`)).ok, {
      what: 'the pod is ready',
      timeoutMs: 20_000,
      abort: () => (child.exitCode === null ? undefined : `it ended with ${child.exitCode}`),
    })
  } catch (error) {
    await end('SIGKILL')
    throw new Error(`the pod did not get ready; it said:\n${log}`, { cause: error })
  }
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  }
}

function findWhyNoPods(): string | null {
  if (process.platform !== 'linux') return 'pods are made with the mount namespaces of Linux'
  const tried = spawnSync('unshare', ['--mount', '--propagation', 'private', 'setpriv', '--no-new-privs', 'true'])
  if (tried.status === 0) return null
  return `mount namespaces and users are for root alone: ${tried.error?.message ?? String(tried.stderr).trim()}`
}
