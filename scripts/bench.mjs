import { join } from 'node:path'
import { needsConsole } from '../tests/bench/bench-options.ts'
import { runProgram } from './run-program.mjs'
import { sourceHash } from './source-hash.mjs'
import { builtFrom } from './standalone.mjs'

// Builds the console when its sources changed, then measures it on a real control plane.
const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
const isBuilt = !needsConsole(args) || builtFrom(root) === sourceHash(root)
const { code } = isBuilt
  ? { code: 0 }
  : await runProgram(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root })
if (code === 0) {
  const { runBench } = await import('../tests/bench/bench.ts')
  process.exitCode = await runBench(args)
} else process.exitCode = code
