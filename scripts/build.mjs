import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { assembleStandalone } from './assemble-standalone.mjs'
import { buildCli } from './build-cli.mjs'
import { runProgram } from './run-program.mjs'
import { sourceHash } from './source-hash.mjs'
import { standalone } from './standalone.mjs'

const root = join(import.meta.dirname, '..')
// Taken before the build: what changes meanwhile makes the build stale, never wrongly fresh.
const hash = sourceHash(root)
const { stamp, compiled } = standalone(root)
rmSync(stamp, { force: true })
rmSync(compiled, { recursive: true, force: true })
const { code } = await runProgram(
  process.execPath,
  [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
  {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  },
)
if (code === 0) {
  await buildCli(root)
  await assembleStandalone(root, hash)
}
process.exitCode = code
