import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { sourceHash } from '../../scripts/source-hash.mjs'
import { poll } from '../control-plane/poll.ts'

const repository = join(import.meta.dirname, '..', '..')
const limitMs = 30_000
// Sooner than the test's own, so that one that hangs says how far it came.
const endLimitMs = 20_000

// In place of the built console: it is ready at once, and tells what it was started with.
const standIn = `
import { createServer } from 'node:http'
import { getCACertificates } from 'node:tls'
const dial = globalThis[Symbol.for('signpost.dialer')]
const reach = (address, port) => new Promise((resolve) => {
  const socket = dial({ address, port })
  socket.once('connect', () => { resolve('connected'); socket.destroy() })
  socket.once('error', (error) => resolve(error.code))
})
createServer(async (request, response) => {
  if (request.url === '/end') process.exit(3)
  const [, path, address, port] = request.url.split('/')
  response.end(JSON.stringify(path === 'reach' ? await reach(address, Number(port)) : path === 'roots' ? getCACertificates('extra') : process.env))
}).listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`

let root: string
const children: ChildProcess[] = []

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'signpost-demo-')))
  cpSync(join(repository, 'scripts'), join(root, 'scripts'), { recursive: true })
  for (const name of ['demo', 'node_modules', 'package-lock.json'])
    symlinkSync(join(repository, name), join(root, name))
  const folder = join(root, '.next', 'standalone')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'server.js'), standIn)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, '.source-hash'), sourceHash(root))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  rmSync(root, { recursive: true, force: true })
})

interface DemoRun {
  readonly child: ChildProcess
  readonly output: () => string
  readonly code: Promise<number | null>
  /** The console's address, once the demo says that it is ready. */
  readonly ready: () => Promise<string>
}

function runDemo(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): DemoRun {
  const child = spawn(process.execPath, [join(root, 'scripts', 'demo.mjs'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', PORT: '0', ...env },
  })
  children.push(child)
  let output = ''
  const heard = new EventTarget()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      heard.dispatchEvent(new Event('text'))
    })
  const code = once(child, 'close').then(() => {
    heard.dispatchEvent(new Event('text'))
    return child.exitCode
  })
  const ready = () =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const url = /is ready .*(http:\S+)/.exec(output)?.[1]
        if (url !== undefined) resolve(url)
        else if (child.exitCode !== null) reject(new Error(`the demo ended:\n${output}`))
      }
      heard.addEventListener('text', look)
      look()
    })
  return { child, output: () => output, code, ready }
}

async function endWith(run: DemoRun, signal: NodeJS.Signals): Promise<number | null> {
  run.child.kill(signal)
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const tell = () =>
      reject(new Error(`still running ${endLimitMs / 1000} s after ${signal}; it said:\n${run.output()}`))
    limit = setTimeout(tell, endLimitMs)
  })
  return Promise.race([run.code, late]).finally(() => clearTimeout(limit))
}

async function settings(url: string): Promise<Record<string, string>> {
  return (await fetch(url)).json()
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

const stateOf = () => JSON.stringify(readdirSync(join(root, '.demo')).sort())

describe('npm run demo', () => {
  it('starts a console for a cluster of its own, whatever settings the caller has', { timeout: limitMs }, async () => {
    const run = runDemo([], { SIGNPOST_AUTH: 'token', KUBECONFIG: '/nowhere' })
    const told = await settings(await run.ready())
    expect(told.KUBECONFIG).toBe(join(root, '.demo', 'kubeconfig'))
    const kubeconfig = parse(readFileSync(join(root, '.demo', 'kubeconfig'), 'utf8'))
    expect(kubeconfig.contexts.map(({ name }: { name: string }) => name)).toEqual(['quillmoor', 'quillmoor-ams1'])
    expect(kubeconfig['current-context']).toBe('quillmoor')
    expect(told.SIGNPOST_CLUSTER_DNS).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(told.SIGNPOST_RESOLVERS).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(told.SIGNPOST_RESOLVERS).not.toBe(told.SIGNPOST_CLUSTER_DNS)
    expect(told.SIGNPOST_AUTH).toBeUndefined()
    expect(told.SIGNPOST_OWN_DOMAINS).toBe('quillmoor.example')
    expect(told.SIGNPOST_OTHER_CLUSTER_DOMAINS).toBe('clusters.quillmoor.example')
    expect(told.SIGNPOST_METRICS).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(run.output()).toContain(`http://${told.SIGNPOST_METRICS}/metrics`)
    expect(run.output()).toContain('bringing the company into the cluster')
  })

  it('lets the console probe the outside world on loopback, with its authorities to trust, and nothing else', {
    timeout: limitMs,
  }, async () => {
    const run = runDemo()
    const url = await run.ready()
    const told = await settings(url)
    expect([told.SIGNPOST_PROBE_NAMESPACES, told.SIGNPOST_PROBE_SUFFIXES]).toEqual(['*', '*'])
    expect(told.SIGNPOST_PROBE_PORTS?.split(',')).toEqual(
      expect.arrayContaining(['443', '5432', '587', '6379', '9092']),
    )
    expect(readFileSync(told.SIGNPOST_CA_BUNDLE ?? '', 'utf8')).toContain('-----BEGIN CERTIFICATE-----')
    expect(await (await fetch(`${url}/roots`)).json()).toHaveLength(1)
    const reach = async (address: string, port: number | string) =>
      (await fetch(`${url}/reach/${address}/${port}`)).json()
    expect(await reach('203.0.113.71', 443)).toBe('connected')
    expect(await reach('203.0.113.71', 444)).toBe('ECONNREFUSED')
    expect(await reach('127.0.0.1', new URL(url).port)).toBe('ECONNREFUSED')
    expect(await endWith(run, 'SIGTERM')).toBe(0)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops everything on %s and leaves nothing but its state',
    { timeout: limitMs },
    async (signal) => {
      const run = runDemo()
      const url = await run.ready()
      expect(await endWith(run, signal)).toBe(0)
      await expect(fetch(url)).rejects.toThrow()
      expect(stateOf()).toBe('["git","state-ams1.json","state.json"]')
    },
  )

  it('stops in order on a Ctrl-C that arrives twice, as it does under npm', { timeout: limitMs }, async () => {
    const run = runDemo()
    await run.ready()
    // Two of one kind at once would come as one.
    run.child.kill('SIGINT')
    expect(await endWith(run, 'SIGTERM')).toBe(0)
    expect(stateOf()).toBe('["git","state-ams1.json","state.json"]')
  })

  it('goes on with the state of the last run, and forgets it with --fresh', { timeout: 3 * limitMs }, async () => {
    const first = runDemo()
    await first.ready()
    expect(await endWith(first, 'SIGTERM')).toBe(0)
    const second = runDemo()
    await second.ready()
    expect(await endWith(second, 'SIGTERM')).toBe(0)
    expect(second.output()).toContain('as the last run left it')
    const third = runDemo(['--fresh'])
    await third.ready()
    expect(third.output()).toContain('bringing the company into the cluster')
  })

  it('says that the port is in use before it does anything, and which variable takes another', {
    timeout: limitMs,
  }, async () => {
    const holder = createServer()
    holder.listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const address = holder.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      const run = runDemo([], { PORT: String(port) })
      expect(await run.code).toBe(1)
      expect(run.output()).toContain(`Port ${port} on 127.0.0.1 is in use`)
      expect(run.output()).toContain('npm run demo')
      expect(existsSync(join(root, '.demo'))).toBe(false)
    } finally {
      holder.close()
    }
  })

  it('refuses an option that it does not know', { timeout: limitMs }, async () => {
    const run = runDemo(['--frehs'])
    expect(await run.code).toBe(1)
    expect(run.output()).toContain('usage: npm run demo')
  })

  it('does not start a second time in the same folder, and says who is there', { timeout: limitMs }, async () => {
    const first = runDemo()
    await first.ready()
    const second = runDemo()
    expect(await second.code).toBe(1)
    expect(second.output()).toContain(`process ${first.child.pid}`)
    expect(await endWith(first, 'SIGTERM')).toBe(0)
  })

  it('takes over from a run that was killed, whose console went with it', { timeout: limitMs }, async () => {
    const first = runDemo()
    const url = await first.ready()
    await endWith(first, 'SIGKILL')
    await poll(async () => !(await answers(url)), { what: 'its console is gone', timeoutMs: 10_000 })
    const second = runDemo()
    expect(await settings(await second.ready())).toHaveProperty('KUBECONFIG')
    expect(await endWith(second, 'SIGTERM')).toBe(0)
  })

  it('ends with the console’s words when that ends by itself', { timeout: limitMs }, async () => {
    const run = runDemo()
    const url = await run.ready()
    await fetch(`${url}/end`).catch(() => undefined)
    expect(await run.code).toBe(1)
    expect(run.output()).toContain('The console ended by itself')
    expect(stateOf()).toBe('["git","state-ams1.json","state.json"]')
  })

  it('ends while it is still starting', { timeout: limitMs }, async () => {
    writeFileSync(
      join(root, '.next', 'standalone', 'server.js'),
      standIn.replace('response.end', 'response.hang ??= (() => {}); response.hang'),
    )
    const run = runDemo()
    await new Promise<void>((resolve) => {
      run.child.stdout?.on('data', () => run.output().includes('starting the console') && resolve())
    })
    expect(await endWith(run, 'SIGTERM')).toBe(0)
    expect(stateOf()).toBe('["state-ams1.json","state.json"]')
  })
})
