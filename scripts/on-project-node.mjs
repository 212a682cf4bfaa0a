import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isInstalled } from './is-installed.mjs'
import { bundledNode, currentNodeProblem, requiredMajor } from './preflight.mjs'
import { runProgram } from './run-program.mjs'

/**
 * Installs the dependencies when they are missing and sees that a script runs on Node 24. Itself it runs on Node 20 too.
 * @param {string} root
 * @param {string} script the caller's own file
 * @param {readonly string[]} args the caller's own arguments
 * @returns {Promise<number | null>} null: go on; else the caller is done and ends with this code
 */
export async function onProjectNode(root, script, args) {
  if (!isInstalled(root)) {
    const code = await install(root)
    if (code !== 0) return code
  }
  if (Number.parseInt(process.versions.node, 10) < requiredMajor && existsSync(bundledNode(root)))
    return (await runProgram(bundledNode(root), [script, ...args], { cwd: root })).code
  const problem = currentNodeProblem(root)
  if (problem === null) return null
  console.error(problem)
  return 1
}

async function install(root) {
  console.log('signpost: installing the dependencies (npm ci)')
  // npm ci removes node_modules: it must not run on the Node that lies in there.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes(join('node_modules', '.bin')))
  const env = { ...process.env, PATH: path.join(delimiter) }
  const { code } = await runProgram('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, env })
  if (code !== 0) console.error(`npm ci ended with ${code}: the dependencies are not installed, nothing was run.`)
  return code
}
