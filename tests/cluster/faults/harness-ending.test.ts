import { type ChildProcess, spawn } from 'node:child_process'
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poll } from '../../control-plane/poll'
import { repositoryRoot } from '../../control-plane/programs'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-harness-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Running {
  readonly child: ChildProcess
  readonly kubeconfig: string
  readonly output: string
  readonly directory: string
  readonly pids: readonly number[]
}

test('a terminated cluster command ends every process and removes its files', async () => {
  const running = await startCommand('terminated', ['--seed'])
  expect(running.output).toMatch(/^export SIGNPOST_CLUSTER_DNS=127\.0\.0\.1:\d+$/m)
  expect(running.output).toMatch(/^export SIGNPOST_RESOLVERS=127\.0\.0\.1:\d+$/m)
  const code = new Promise((resolve) => running.child.once('exit', resolve))
  running.child.kill('SIGTERM')
  expect(await code).toBe(0)
  await expectNothingLeft(running)
  expect(await exists(running.kubeconfig)).toBe(false)
})

test('a cluster command that is killed outright leaves no process and no folder behind', async () => {
  const running = await startCommand('killed', [])
  running.child.kill('SIGKILL')
  await expectNothingLeft(running)
})

async function startCommand(name: string, args: string[]): Promise<Running> {
  const kubeconfig = join(folder, name)
  const command = join(repositoryRoot, 'tests', 'control-plane', 'cli.ts')
  const child = spawn(process.execPath, [command, '--kubeconfig', kubeconfig, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const abort = () => (child.exitCode === null ? undefined : errors)
  await poll(async () => output.includes('export PATH='), {
    what: 'the cluster command is ready',
    timeoutMs: 60_000,
    abort,
  })
  const directory = dirname(/^# logs: ([^;]+);/m.exec(output)?.[1] ?? '')
  const pids = (await readdir(join(directory, 'pids'))).map(Number)
  expect(pids.length).toBe(6)
  expect(await readFile(kubeconfig, 'utf8')).toContain('signpost-test')
  return { child, kubeconfig, output, directory, pids }
}

async function expectNothingLeft({ pids, directory }: Running): Promise<void> {
  await poll(async () => !pids.some(isAlive), { what: 'every process has ended', timeoutMs: 5000 })
  await poll(async () => !(await exists(directory)), { what: 'the folder is gone', timeoutMs: 5000 })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
