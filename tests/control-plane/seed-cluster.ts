import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ControlPlane } from './control-plane.ts'

export const seedFolder = join(import.meta.dirname, 'seed')

/** Applies the manifests of `seed/`: an estate of aliases over several teams, healthy and broken ones. */
export async function seedCluster({ kubectl }: ControlPlane): Promise<void> {
  for (const name of (await readdir(seedFolder)).sort()) {
    const { code, stderr } = await kubectl(['apply', '--server-side', '-f', join(seedFolder, name)])
    if (code !== 0) throw new Error(`${name} was refused: ${stderr.trim()}`)
  }
}
