import { spawn } from 'node:child_process'

export interface KubectlResult {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

export interface KubectlRun {
  readonly command: string
  readonly kubeconfig: string
  /** A folder of its own instead of the user's ~/.kube. */
  readonly cacheDir: string
  readonly args: readonly string[]
  readonly stdin?: string
  /** Told of each piece of output as it comes. */
  readonly onOutput?: (text: string) => void
}

/** Runs kubectl to its end; a failure is told by the code, never thrown. */
export function runKubectl({
  command,
  kubeconfig,
  cacheDir,
  args,
  stdin,
  onOutput,
}: KubectlRun): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, KUBERC: 'off' }
    const child = spawn(command, [`--kubeconfig=${kubeconfig}`, `--cache-dir=${cacheDir}`, ...args], {
      env,
      stdio: 'pipe',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      onOutput?.(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ stdout, stderr, code: code ?? -1 }))
    // kubectl may end without reading its input.
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin ?? '')
  })
}
