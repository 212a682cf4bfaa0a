import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from '../../scripts/run-program.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signpost-ci-'))
  mkdirSync(join(root, '.ci'))
  mkdirSync(join(root, 'bin'))
  copyFileSync(join(import.meta.dirname, '..', '..', '.ci', 'run'), join(root, '.ci', 'run'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Runs `.ci/run` with an npm that only says what it is told to, for `npm test` and for `npm run test:cluster`. */
async function ciRun(test: string, cluster: string) {
  const npm = join(root, 'bin', 'npm')
  writeFileSync(
    npm,
    `#!/bin/sh\nif [ "$*" = test ]; then ${test}; elif [ "$*" = "run test:cluster" ]; then ${cluster}; fi\n`,
  )
  chmodSync(npm, 0o755)
  const env = { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` }
  const { code, output } = await runProgram(join(root, '.ci', 'run'), [], { capture: true, env })
  return { code, lastLine: output.trimEnd().split('\n').at(-1), output }
}

const says = (line: string, code = 0) => `echo 'vitest says much'; echo '${line}'; exit ${code}`

describe('.ci/run', () => {
  it('sums both runs into its last line', async () => {
    const { code, lastLine } = await ciRun(says('12 passed, 0 failed'), says('3 passed, 0 failed'))
    expect(lastLine).toBe('15 passed, 0 failed')
    expect(code).toBe(0)
  })

  it('runs the second part and fails when the first one fails', async () => {
    const { code, lastLine } = await ciRun(says('10 passed, 2 failed', 1), says('3 passed, 0 failed'))
    expect(lastLine).toBe('13 passed, 2 failed')
    expect(code).not.toBe(0)
  })

  it('counts a part that ended without a count as a failure', async () => {
    const { code, lastLine } = await ciRun(says('12 passed, 0 failed'), says('go: not found', 127))
    expect(lastLine).toBe('12 passed, 1 failed')
    expect(code).not.toBe(0)
  })

  it('never reads from the one who called it', async () => {
    const { output } = await ciRun('cat; echo "1 passed, 0 failed"', says('1 passed, 0 failed'))
    expect(output.trimEnd().endsWith('2 passed, 0 failed')).toBe(true)
  })
})
