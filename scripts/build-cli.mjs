import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { standalone } from './standalone.mjs'

/** Makes the command `signpost` of its sources, with all that it needs, beside the built console. */
export async function buildCli(root) {
  const { cli } = standalone(root)
  rmSync(cli, { recursive: true, force: true })
  const bundle = await rolldown({
    input: { signpost: join(root, 'cli', 'signpost.ts') },
    platform: 'node',
    resolve: { alias: { '@': root } },
    logLevel: 'warn',
  })
  await bundle.write({ dir: cli, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' })
  await bundle.close()
}
