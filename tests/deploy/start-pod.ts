import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleImage } from '../../scripts/assemble-image.mjs'
import { freePorts } from '../control-plane/free-port.ts'
import { renderKubeconfig } from '../control-plane/kubeconfig.ts'
import { poll } from '../control-plane/poll.ts'
import { readDockerfile } from './read-dockerfile.ts'

const root = join(import.meta.dirname, '..', '..')
const keptLogLength = 65_536
const stopLimitMs = 8000
const ownMounts = ['--mount', '--propagation', 'private']

/**
 * What this machine lets a test make: a pod with a root of its own (mount namespaces), else one that is only a user without rights in a folder
 * that it cannot write to; null for who may not even become another user.
 */
export const podKind = findPodKind()

export const whyNoPods = podKind === null ? 'only root may start a program as another user' : null

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

/** Lays out the image as the Dockerfile does, and starts pods of it, unprivileged and where nothing can be written. */
export async function buildImage(): Promise<Image> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-image-'))
  assembleImage(root, folder)
  return { folder, start: (options) => startPod(folder, options), remove: () => rm(folder, { recursive: true }) }
}

async function startPod(image: string, options: PodOptions): Promise<RunningPod> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-pod-'))
  const [port = 0] = await freePorts(1)
  const { command, args, env } = await (podKind === 'own-root' ? inOwnRoot : asOwnUser)(image, folder, options)
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Loopback is the only network of a test.
    env: { ...readDockerfile().env, NODE_ENV: 'production', HOSTNAME: '127.0.0.1', PORT: String(port), ...env },
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

interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

async function inOwnRoot(image: string, folder: string, options: PodOptions): Promise<Launch> {
  const { entrypoint, uid } = readDockerfile()
  const [mountPoint, account] = [join(folder, 'root'), join(folder, 'account')]
  for (const made of [mountPoint, account]) await mkdir(made)
  await copyFile(options.caPath, join(account, 'ca.crt'))
  await writeFile(join(account, 'token'), options.token)
  await writeFile(join(account, 'namespace'), options.namespace)
  const { hostname, port } = new URL(options.serverUrl)
  const pod = [join(import.meta.dirname, 'pod.sh'), image, mountPoint, String(uid), account]
  return {
    command: 'unshare',
    args: [...ownMounts, 'sh', ...pod, ...entrypoint],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port,
      ...options.env,
    },
  }
}

// Without a root of its own there is no place for the files of a kubelet: a kubeconfig says the same.
async function asOwnUser(image: string, folder: string, options: PodOptions): Promise<Launch> {
  const { entrypoint, uid } = readDockerfile()
  const { serverUrl, caPath, token, namespace } = options
  const kubeconfig = join(folder, 'kubeconfig')
  await chmod(folder, 0o755)
  const caPem = await readFile(caPath, 'utf8')
  await writeFile(kubeconfig, renderKubeconfig({ serverUrl, caPem, user: 'pod', credentials: { token } }), {
    mode: 0o644,
  })
  const user = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs']
  return {
    command: 'setpriv',
    args: [...user, ...entrypoint.map((word) => (word.startsWith('/') ? join(image, word) : word))],
    env: { KUBECONFIG: kubeconfig, SIGNPOST_NAMESPACE: namespace, ...options.env },
  }
}

function findPodKind(): 'own-root' | 'own-user' | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const tried = spawnSync('unshare', [...ownMounts, 'mount', '-t', 'tmpfs', 'try', tmpdir()])
  return tried.status === 0 ? 'own-root' : 'own-user'
}
