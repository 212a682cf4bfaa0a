import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { judgeAudit } from './judge-audit.mjs'
import { readLockFile } from './lock-file.mjs'
import { lockProblems } from './lock-rules.mjs'
import { runProgram } from './run-program.mjs'

const usage = `usage: npm run audit [-- --offline] [-- --level LEVEL]

Checks the dependencies: pinned, locked with their checksums, without programs at installation, under licences that are allowed; then asks the
registry for known weaknesses of what is shipped.
  --offline      asks no registry
  --level LEVEL  the least severity that fails: low, moderate, high, critical; moderate unless said

Ends with 0 when all is well, 1 when something was found, 2 when it was used wrongly, 3 when the registry could not be asked.`

const root = join(import.meta.dirname, '..')
const levels = ['low', 'moderate', 'high', 'critical']

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}

async function main() {
  const options = { offline: { type: 'boolean', default: false }, level: { type: 'string', default: 'moderate' } }
  const { offline, level } = parseArgs({ options }).values
  if (!levels.includes(level)) throw new Error(`--level: must be one of ${levels.join(', ')}, not ${level}`)
  const { lock, manifest } = readLockFile(root)
  const problems = lockProblems(lock, manifest)
  for (const problem of problems) console.error(problem)
  const count = Object.keys(lock.packages).length - 1
  if (problems.length === 0) console.log(`${count} packages: pinned, locked, and under licences that are allowed`)
  if (offline) return problems.length === 0 ? 0 : 1
  const args = ['audit', '--omit=dev', '--json', '--audit-level=none']
  const { output } = await runProgram('npm', args, { cwd: root, env: process.env, capture: true })
  const { code, lines } = judgeAudit(output, levels.slice(levels.indexOf(level)))
  for (const line of lines) console.log(line)
  return problems.length === 0 ? code : 1
}
