import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Resident memory of a process in bytes, now and at its highest; NaN where the system has no /proc. */
export function residentMemory(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN)
    return { now: kib('VmRSS') * 1024, peak: kib('VmHWM') * 1024 }
  } catch {
    return { now: Number.NaN, peak: Number.NaN }
  }
}

/** What this process holds after a full collection, in bytes. */
export function usedMemory(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

export interface MeasuredRun {
  readonly elapsedMs: number
  readonly peakBytes: number
  readonly outputBytes: number
}

const sampleEveryMs = 10

/** Runs a program to its end, its output counted and thrown away. */
export async function runMeasured(command: string, args: readonly string[]): Promise<MeasuredRun> {
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, KUBERC: 'off' } })
  let outputBytes = 0
  let peakBytes = Number.NaN
  child.stdout.on('data', (chunk: Buffer) => {
    outputBytes += chunk.length
  })
  const sample = setInterval(() => {
    const { peak } = residentMemory(child.pid ?? 0)
    if (Number.isFinite(peak)) peakBytes = peak
  }, sampleEveryMs)
  const [code] = await once(child, 'close').finally(() => clearInterval(sample))
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code}`)
  return { elapsedMs: performance.now() - startedAt, peakBytes, outputBytes }
}
