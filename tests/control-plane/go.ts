import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

const minimumMinor = 26
const heartbeatMs = 30_000
const usualPlaces = ['go', '/usr/local/go/bin/go']
const run = promisify(execFile)

const remedy =
  'Install Go 1.26 or newer (go.dev/dl) and put it on PATH, or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kube-controller-manager and kubectl; CoreDNS and kwok are always built with Go.'

/** Finds a Go tool that can build the modules; throws with what to do when there is none or it is too old. */
export async function goCommand(cwd: string, candidates: readonly string[] = usualPlaces): Promise<string> {
  const problems: string[] = []
  for (const command of candidates) {
    try {
      const { stdout } = await run(command, ['env', 'GOVERSION'], { cwd })
      const minor = Number(/^go1\.(\d+)/.exec(stdout)?.[1] ?? '0')
      if (minor >= minimumMinor) return command
      problems.push(`${command} is ${stdout.trim()}`)
    } catch (error) {
      problems.push(explain(command, error))
    }
  }
  throw new Error(`The control plane must be built with Go, but ${problems.join('; ')}. ${remedy}`)
}

function explain(command: string, error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return `${command} was not found`
  const text = error instanceof Error ? error.message : String(error)
  return `${command} answered: ${text.trim().split('\n').at(-1)}`
}

interface GoRun {
  readonly cwd: string
  readonly what?: string
  readonly report?: (line: string) => void
}

/** Runs one Go command, reports its progress every half minute, and gives its standard output. */
export async function runGo(command: string, args: readonly string[], options: GoRun): Promise<string> {
  const { cwd, what, report } = options
  const startedAt = performance.now()
  const seconds = () => Math.round((performance.now() - startedAt) / 1000)
  if (what) report?.(`building ${what}`)
  const heartbeat = setInterval(() => {
    if (what) report?.(`still building ${what} (${seconds()} s)`)
  }, heartbeatMs)
  try {
    const output = await collect(command, args, cwd)
    if (what) report?.(`built ${what} in ${seconds()} s`)
    return output
  } finally {
    clearInterval(heartbeat)
  }
}

function collect(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // No C compiler is asked for, and the programs run on any libc.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const abort = () => child.kill('SIGKILL')
    process.once('exit', abort)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-8000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', abort)
      if (code === 0) resolve(stdout)
      else reject(new Error(`go ${args[0]} failed in ${cwd} (exit ${code}):\n${stderr.trim()}`))
    })
  })
}
