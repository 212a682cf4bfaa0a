import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packStatic } from './pack-static.mjs'
import { standalone } from './standalone.mjs'

/**
 * Puts beside the standalone server what Next leaves out of it (its static files, packed too, and `public/`) and notes what sources it was built from.
 * Throws when `next build` did not leave a standalone server.
 */
export async function assembleStandalone(root, sourceHash) {
  const { folder, server, statics, stamp } = standalone(root)
  if (!existsSync(server))
    throw new Error(`next build left no ${server}: does next.config.ts still say output: 'standalone'?`)
  copyFresh(join(root, '.next', 'static'), statics)
  copyFresh(join(root, 'public'), join(folder, 'public'))
  await packStatic(statics)
  writeFileSync(stamp, `${sourceHash}\n`)
}

function copyFresh(from, to) {
  rmSync(to, { recursive: true, force: true })
  if (existsSync(from)) cpSync(from, to, { recursive: true })
}
