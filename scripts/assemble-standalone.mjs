import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { standalone } from './standalone.mjs'

/**
 * Puts beside the standalone server what Next leaves out of it (its static files and `public/`) and notes what sources it was built from.
 * Throws when `next build` did not leave a standalone server.
 */
export function assembleStandalone(root, sourceHash) {
  const { folder, server, stamp } = standalone(root)
  if (!existsSync(server))
    throw new Error(`next build left no ${server}: does next.config.ts still say output: 'standalone'?`)
  copyFresh(join(root, '.next', 'static'), join(folder, '.next', 'static'))
  copyFresh(join(root, 'public'), join(folder, 'public'))
  writeFileSync(stamp, `${sourceHash}\n`)
}

function copyFresh(from, to) {
  rmSync(to, { recursive: true, force: true })
  if (existsSync(from)) cpSync(from, to, { recursive: true })
}
