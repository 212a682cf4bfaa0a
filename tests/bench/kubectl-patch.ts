import { join } from 'node:path'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { runKubectl } from '../control-plane/kubectl.ts'
import { epochMs } from './event-streams.ts'

export interface KubectlPatch {
  readonly namespace: string
  readonly name: string
  readonly target: string
  readonly isDryRun?: boolean
}

/** Gives a Service another target by `kubectl patch`; when it was started and when it said that it was done, in milliseconds since the epoch. */
export async function patchWithKubectl(
  controlPlane: ControlPlane,
  { namespace, name, target, isDryRun = false }: KubectlPatch,
): Promise<{ startedMs: number; patchedMs: number }> {
  let patchedMs = Number.NaN
  const startedMs = epochMs()
  const { code, stderr } = await runKubectl({
    command: controlPlane.kubectlCommand,
    kubeconfig: controlPlane.kubeconfigPath('admin'),
    cacheDir: join(controlPlane.kubectlCacheDir, 'patch'),
    args: [
      ...['patch', 'service', name, `--namespace=${namespace}`, '--type=merge'],
      `--patch=${JSON.stringify({ spec: { externalName: target } })}`,
      ...(isDryRun ? ['--dry-run=server'] : []),
    ],
    onOutput: () => {
      patchedMs = epochMs()
    },
  })
  if (code !== 0) throw new Error(`kubectl patch service ${name}: ${stderr.trim()}`)
  return { startedMs, patchedMs }
}
