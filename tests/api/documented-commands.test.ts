import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outsideWorld } from '../../demo/company/outside-world.ts'
import { type RunningDemo, startDemo } from '../../demo/start-demo.ts'
import { startWorldDns, type WorldDns } from '../../demo/world/start-world-dns.ts'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'
import { exampleVariables } from '../documents/api-examples.ts'
import { placeOf } from '../documents/command-place.ts'
import { runCommand } from '../documents/run-command.ts'
import { allCommands, type Command } from '../documents/shell-blocks.ts'
import { startTlsServers, type TlsServers } from '../documents/tls-servers.ts'
import { isOnRealPlane } from '../plane/test-plane.ts'

const root = join(import.meta.dirname, '..', '..')
// What the README changes in the demo comes last: the examples are of one as it begins.
const commands = [...new Map(allCommands().map((command) => [command.text, command])).values()]
  .filter((command) => placeOf(command) === 'console')
  .sort((a, b) => Number(a.page === 'README.md') - Number(b.page === 'README.md'))
const tools = ['curl', 'openssl', 'jq', 'tar', 'sed', 'base64']
const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)

// What a page shows as refused, and what the demo has no use for: nobody signs in there.
const refused: readonly [RegExp, number][] = [
  [/limit=9000/, 22],
  [/-X POST "\$SIGNPOST\/api\/v1\/session"/, 22],
  // A stream has no end: curl ends it.
  [/\/api\/v1\/events/, 28],
]

let folder: string
let demo: RunningDemo
let servers: TlsServers
let outside: WorldDns
let env: NodeJS.ProcessEnv

const call = (method: string, path: string, body?: unknown) =>
  fetch(`${demo.url}/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })

describe.skipIf(missing.length > 0 || isOnRealPlane())('the commands of the documents, on the demo', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signpost-documents-'))
    const [port = 0] = await freePorts(1)
    const signal = new AbortController().signal
    demo = await startDemo({ root, folder: join(folder, '.demo'), port, isFresh: true, report: () => {}, signal })
    servers = await startTlsServers()
    outside = await startWorldDns({ answers: outsideWorld() })
    await layOut()
    // The reviews and Applications that the demo begins with are read by watches of their own.
    const variables = await poll(
      async () => {
        const found = await exampleVariables(call)
        return Object.values(found).every((value) => value !== '') && found
      },
      { what: 'the demo knows its reviews', timeoutMs: 30_000 },
    )
    env = {
      ...{ PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, NODE_ENV: 'test' },
      ...{
        KUBECONFIG: demo.kubeconfigPath,
        SIGNPOST_RESOLVERS: `${outside.host}:${outside.port}`,
        SIGNPOST: demo.url,
        TOKEN: 'of-nobody',
        ...variables,
      },
    }
  })

  afterAll(async () => {
    await Promise.all([servers?.stop(), outside?.stop()])
    await demo?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('all do what their page says', async () => {
    expect(commands.length).toBeGreaterThan(55)
    const byItself = commands.filter(({ text }) => /^(npx|openssl|date) /.test(text))
    const inOrder = commands.filter((command) => !byItself.includes(command))
    const failed = await Promise.all([inOrder, byItself].map(runAll))
    expect(failed.flat().join('\n\n')).toBe('')
  }, 240_000)
})

/** One command after the other; gives what failed. */
async function runAll(some: readonly Command[]): Promise<string[]> {
  const failed: string[] = []
  for (const command of some) {
    const { code, output } = await runCommand(asTried(command.text), { cwd: folder, env })
    if (!expectedCodes(command).includes(code))
      failed.push(`${command.page}:${command.line} ended with ${code}\n${output.slice(0, 600)}`)
  }
  return failed
}

/** What a reader's machine has: the commands, and the files that the pages speak of. */
async function layOut(): Promise<void> {
  await mkdir(join(folder, 'bin'))
  const programs = {
    // What is refused is a failure, and not only a text.
    curl: `#!/bin/sh\nPATH='${process.env.PATH}' exec curl --fail-with-body "$@"\n`,
    npx: `#!/bin/sh\nshift\nexec '${process.execPath}' '${join(root, 'bin', 'signpost.mjs')}' "$@"\n`,
  }
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(join(folder, 'bin', name), text)
    await chmod(join(folder, 'bin', name), 0o755)
  }
  await cp(join(root, 'deploy', 'kustomize'), join(folder, 'deploy'), { recursive: true })
  await writeFile(join(folder, 'ca-bundle.crt'), servers.certificatePem)
}

function asTried(text: string): string {
  const { tls, postgres } = servers
  const address = text.includes('-starttls postgres') ? postgres : tls
  return text.replaceAll('http://127.0.0.1:7420', demo.url).replace(/-connect \S+/, `-connect ${address}`)
}

function expectedCodes({ text }: Command): number[] {
  const expected = refused.find(([pattern]) => pattern.test(text))
  if (expected !== undefined) return [expected[1]]
  // Findings are there, and the switch that a page shows may have something in its way.
  return /npx signpost (check|switch)/.test(text) ? [0, 1] : [0]
}
