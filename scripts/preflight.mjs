import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const requiredMajor = 24

/** Where the Node that the project brings itself lies once it is installed. */
export function bundledNode(root) {
  return join(root, 'node_modules', '.bin', 'node')
}

/**
 * Says in a few lines why this Node cannot run Signpost and what to do about it; null when it can.
 * @param {{ version: string; platform: string; arch: string; hasBundledNode: boolean }} found `version` as in `process.versions.node`
 * @returns {string | null}
 */
export function explainNode({ version, platform, arch, hasBundledNode }) {
  if (Number.parseInt(version, 10) >= requiredMajor) return null
  const need = `Signpost needs Node ${requiredMajor} or newer; this is Node ${version}.`
  const isBundled = platform === 'linux' && (arch === 'x64' || arch === 'arm64')
  if (!isBundled)
    return `${need}\nThe project brings its own only for Linux on x64 and arm64: install Node ${requiredMajor} for ${platform} on ${arch}, then try again.`
  if (hasBundledNode)
    return `${need}\nThe project brings a suitable one: run it through npm (npm start, npm test, npm run …), which finds it by itself.`
  return `${need}\nThe project brings a suitable one, which is not installed yet: run \`npm ci\`, then try again through npm.`
}

export function currentNodeProblem(root) {
  return explainNode({
    version: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    hasBundledNode: existsSync(bundledNode(root)),
  })
}

const file = fileURLToPath(import.meta.url)
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === file) {
  const problem = currentNodeProblem(join(dirname(file), '..'))
  if (problem !== null) {
    console.error(problem)
    process.exit(1)
  }
}
