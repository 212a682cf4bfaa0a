import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { billOfMaterials } from './bill-of-materials.mjs'
import { readLockFile } from './lock-file.mjs'
import { bundledNode } from './preflight.mjs'
import { standalone } from './standalone.mjs'

const program = ['serve.mjs', 'serve-packed.mjs', 'serve-tls.mjs', 'pack-static.mjs']

/**
 * Lays out what the image adds to its base below `target`: the built console with its program in `app`, and the Node that the project brings
 * in `usr/local/bin`, with the bill of materials beside it. Throws when the console is not built, or on a system for which no Node is brought along.
 */
export function assembleImage(root, target) {
  const { folder, server } = standalone(root)
  const node = bundledNode(root)
  if (!existsSync(server)) throw new Error('The console is not built yet: run `npm run build` first.')
  if (!existsSync(node)) throw new Error('The image is assembled on Linux (x64 or arm64), after `npm ci`.')
  const brought = realpathSync(node)
  cpSync(folder, join(target, 'app'), { recursive: true, verbatimSymlinks: true })
  for (const name of program) copy(join(root, 'scripts', name), join(target, 'app', name))
  copy(join(root, 'LICENSE'), join(target, 'app', 'LICENSE'))
  const { lock, manifest } = readLockFile(root)
  writeFileSync(join(target, 'app', 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(lock, manifest))}\n`)
  copy(brought, join(target, 'usr', 'local', 'bin', 'node'))
  copy(join(dirname(brought), '..', 'LICENSE'), join(target, 'usr', 'local', 'share', 'doc', 'node', 'LICENSE'))
  letAllRead(target)
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

// The image runs as a user who owns nothing of it, whatever the umask of the builder was.
function letAllRead(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) letAllRead(path)
    else if (entry.isFile()) chmodSync(path, entry.name === 'node' ? 0o755 : 0o644)
  }
}

const file = fileURLToPath(import.meta.url)
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === file) {
  const [, , target] = process.argv
  if (target === undefined) throw new Error('usage: node scripts/assemble-image.mjs TARGET')
  assembleImage(join(dirname(file), '..'), resolve(target))
}
