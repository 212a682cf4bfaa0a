import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { currentNodeProblem } from './preflight.mjs'
import { runProgram } from './run-program.mjs'

// Format, lint, types, dead code, boundaries and unit tests: what must hold before a commit, in under a minute.
const root = join(import.meta.dirname, '..')
const problem = currentNodeProblem(root)
if (problem !== null) {
  console.error(problem)
  process.exit(1)
}

const modules = join(root, 'node_modules')
const next = join(modules, 'next', 'dist', 'bin', 'next')
const tsc = join(modules, 'typescript', 'bin', 'tsc')
const { FORCE_COLOR: _, ...inherited } = process.env
const env = { ...inherited, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }

// Two lanes for two cores: the tests take as long as all the rest together.
const lanes = [
  [{ name: 'tests', args: [join(modules, 'vitest', 'vitest.mjs'), 'run', '--project', 'rules', '--project', 'unit'] }],
  [
    { name: 'format and lint', args: [join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.'] },
    ...(existsSync(join(root, 'next-env.d.ts')) ? [] : [{ name: 'generated types', args: [next, 'typegen'] }]),
    { name: 'types', args: [tsc, '--noEmit', '-p', '.'] },
    { name: 'dead code', args: [join(modules, 'knip', 'bin', 'knip.js')] },
  ],
]

const startedAt = performance.now()
const results = (await Promise.all(lanes.map(runLane))).flat()
const failed = results.filter((result) => result.code !== 0)
console.log(
  `${results.length - failed.length} of ${results.length} steps hold, ${seconds(performance.now() - startedAt)}`,
)
process.exitCode = failed.length === 0 ? 0 : 1

async function runLane(steps) {
  const done = []
  for (const { name, args } of steps) {
    const begun = performance.now()
    const { code, output } = await runProgram(process.execPath, args, { cwd: root, env, capture: true })
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds(performance.now() - begun)}`)
    if (code !== 0) console.log(output.trimEnd())
    done.push({ name, code })
  }
  return done
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}
