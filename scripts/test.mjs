import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countResults, listFailures } from './count-results.mjs'
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
    : [[['rules', 'unit', 'long', 'components', 'contract'], ['api']], [['journeys']], [['changes']]]
  const asked = isCluster ? rest : args
  // With arguments of the caller, such as one file, only one of the runs may find a test.
  return runTests(lanes, asked.length > 0 ? ['--passWithNoTests', ...asked] : [])
}

/** Runs lanes side by side, in each one vitest after the other for its projects; the output of all but the first lane follows at the end, and after it what failed. */
async function runTests(lanes, args) {
  say(`running the tests: ${lanes.flat(2).join(', ')}`)
  const first = (await Promise.all(lanes.map((runs, index) => runLane(runs, args, index > 0)))).flat()
  for (const { output } of first) process.stdout.write(output)
  const results = await runAgainAlone(first)
  for (const { failures } of results) for (const failure of failures) say(`failed: ${tell(failure)}`)
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  return report({ passed, failed }, results.find(({ code }) => code !== 0)?.code ?? 0)
}

/**
 * Three lanes share a machine's cores, and some tests hold real programs against real clocks. Up to three files that failed run once more with the machine
 * to themselves: what fails alone has failed, what passes is named as such.
 */
async function runAgainAlone(results) {
  const files = new Set(results.flatMap(({ failures }) => failures.map(({ file }) => file)))
  const isWhole = results.every(
    (result) => result.code === 0 || (result.failures.length > 0 && !isEndedBySignal(result)),
  )
  if (files.size === 0 || files.size > 3 || !isWhole) return results
  const settled = []
  for (const result of results) {
    if (result.code === 0) {
      settled.push(result)
      continue
    }
    say(`once more, alone: ${[...files].map(fromRoot).join(', ')}`)
    const again = await runGroup(result.projects, [...new Set(result.failures.map(({ file }) => file))], false)
    if (again.code !== 0) {
      settled.push(result)
      continue
    }
    for (const failure of result.failures) say(`failed beside the others, passed alone: ${tell(failure)}`)
    settled.push({ ...result, code: 0, passed: result.passed + result.failed, failed: 0, failures: [] })
  }
  return settled
}

async function runLane(runs, args, capture) {
  const results = []
  for (const projects of runs) {
    const result = await runGroup(projects, args, capture)
    results.push(result)
    if (isEndedBySignal(result)) break
  }
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
    const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
    return { projects, code, output, failures: listFailures(results), ...countResults(results, code) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function isEndedBySignal({ code }) {
  return code > 128
}

function tell({ file, test, message }) {
  return `${fromRoot(file)}${test === null ? '' : ` > ${test}`}: ${message}`
}

function fromRoot(file) {
  return relative(root, file)
}

function report({ passed, failed }, code) {
  console.log(`${passed} passed, ${failed} failed`)
  return code
}

function say(text) {
  console.log(`signpost: ${text}`)
}
