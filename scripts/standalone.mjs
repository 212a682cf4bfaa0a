import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The built console: its folder, the program that serves it, its static files, the note of what sources it was built from, and what Node keeps of it compiled. */
export function standalone(root) {
  const folder = join(root, '.next', 'standalone')
  return {
    folder,
    server: join(folder, 'server.js'),
    cli: join(folder, 'cli'),
    statics: join(folder, '.next', 'static'),
    stamp: join(folder, '.source-hash'),
    compiled: join(root, '.next', 'cache', 'compiled'),
  }
}

/** The hash of the sources that the console was built from; null when there is no complete build. */
export function builtFrom(root) {
  const { server, stamp } = standalone(root)
  return existsSync(server) && existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : null
}
