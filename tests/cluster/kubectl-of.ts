import type { ControlPlane } from '../control-plane/control-plane.ts'

/** kubectl as administrator, for what has to work: gives its output, and throws with its words when it fails. */
export function kubectlOf(controlPlane: Pick<ControlPlane, 'kubectl'>): (...args: string[]) => Promise<string> {
  return async (...args) => {
    const { stdout, stderr, code } = await controlPlane.kubectl(args)
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
    return stdout
  }
}
