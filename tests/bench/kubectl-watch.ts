import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { epochMs } from './event-streams.ts'

export interface KubectlWatch {
  /** When a line with this text was printed, in milliseconds since the epoch; null when none came in time. */
  readonly printed: (text: string, timeoutMs: number) => Promise<number | null>
  readonly stop: () => Promise<void>
}

/** `kubectl get services --watch` in one namespace, once it has printed what is there. */
export async function watchWithKubectl(controlPlane: ControlPlane, namespace: string): Promise<KubectlWatch> {
  const { kubectlCommand, kubectlCacheDir } = controlPlane
  const child = spawn(
    kubectlCommand,
    [
      `--kubeconfig=${controlPlane.kubeconfigPath('admin')}`,
      `--cache-dir=${join(kubectlCacheDir, 'watch')}`,
      ...['get', 'services', `--namespace=${namespace}`, '--watch'],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, KUBERC: 'off' } },
  )
  const ended = once(child, 'close')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let held = ''
  let expected: { text: string; found: (atMs: number) => void } | null = null
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    held = (held + chunk).slice(-65_536)
    if (expected !== null && held.includes(expected.text)) expected.found(epochMs())
  })
  await once(child.stdout, 'data')
  return {
    printed: (text, timeoutMs) =>
      new Promise((resolve) => {
        const finish = (atMs: number | null) => {
          clearTimeout(limit)
          expected = null
          resolve(atMs)
        }
        const limit = setTimeout(() => finish(null), timeoutMs)
        expected = { text, found: finish }
      }),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      process.off('exit', kill)
    },
  }
}
