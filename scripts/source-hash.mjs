import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All that `next build` reads of the project; anything else may change without a new build. */
export const sources = [
  'app',
  'cli',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** A digest over names and contents of the sources below `root`; those that do not exist count as absent. */
export function sourceHash(root, entries = sources) {
  const hash = createHash('sha256')
  for (const entry of entries) {
    for (const file of filesOf(root, entry)) {
      hash.update(`${file}\0`)
      hash.update(
        createHash('sha256')
          .update(readFileSync(join(root, file)))
          .digest(),
      )
    }
  }
  return hash.digest('hex')
}

function filesOf(root, entry) {
  const path = join(root, entry)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [entry]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(root, `${entry}/${name}`))
}
