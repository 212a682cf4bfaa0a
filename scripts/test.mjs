import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countResults } from './count-results.mjs'
import { onProjectNode } from './on-project-node.mjs'
import { bundledNode } from './preflight.mjs'
import { runProgram } from './run-program.mjs'
import { sourceHash } from './source-hash.mjs'
import { builtFrom } from './standalone.mjs'

// node scripts/test.mjs [cluster] [vitest arguments…] — runs on Node 20 too, as the first command after git clone.
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const script = fileURLToPath(import.meta.url)
process.exitCode = await main(process.argv.slice(2))

async function main(args) {
  const ended = await onProjectNode(root, script, args)
  if (ended !== null) return ended
  const [first, ...rest] = args
  const isCluster = first === 'cluster'
  if (builtFrom(root) !== sourceHash(root)) {
    say('building the console')
    const { code } = await runProgram(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root })
    if (code !== 0) return report({ passed: 0, failed: 1 }, code)
  }
  const lanes = isCluster
    ? [
        [['cluster'], ['cluster-changes']],
        [['faults'], ['console']],
      ]
    : [[['rules', 'unit', 'long', 'components', 'contract']], [['embedded']], [['changes']]]
  const asked = isCluster ? rest : args
  // With arguments of the caller, such as one file, only one of the runs may find a test.
  return runTests(lanes, asked.length > 0 ? ['--passWithNoTests', ...asked] : [])
}

/** Runs lanes side by side, in each one vitest after the other for its projects; the output of all but the first lane follows at the end. */
async function runTests(lanes, args) {
  say(`running the tests: ${lanes.flat(2).join(', ')}`)
  const results = (await Promise.all(lanes.map((runs, index) => runLane(runs, args, index > 0)))).flat()
  for (const { output } of results) process.stdout.write(output)
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  return report({ passed, failed }, results.find(({ code }) => code !== 0)?.code ?? 0)
}

async function runLane(runs, args, capture) {
  const results = []
  for (const projects of runs) results.push(await runGroup(projects, args, capture))
  return results
}

async function runGroup(projects, args, capture) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-test-'))
  const file = join(folder, 'report.json')
  try {
    const { code, output } = await runProgram(
      process.execPath,
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      {
        cwd: root,
        env: { ...process.env, PATH: `${dirname(bundledNode(root))}${delimiter}${process.env.PATH ?? ''}` },
        capture,
      },
    )
    return { code, output, ...countResults(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null, code) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ passed, failed }, code) {
  console.log(`${passed} passed, ${failed} failed`)
  return code
}

function say(text) {
  console.log(`signpost: ${text}`)
}
