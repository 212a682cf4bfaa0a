import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate } from '../../demo/certificate.ts'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const root = join(import.meta.dirname, '..', '..')
const hour = 3_600_000
const authority = issueCertificate({ commonName: 'Authority', usage: 'authority', ...lasting(48) })
const issue = (hours: number) =>
  issueCertificate(
    {
      commonName: 'console',
      alternativeNames: ['127.0.0.1', 'localhost', 'console.example'],
      usage: 'server',
      ...lasting(hours),
    },
    authority.issuer,
  )
const first = issue(24)

let plane: TestPlane
let folder: string
let port: number
let running: ChildProcess
let log: () => string

function lasting(hours: number) {
  return { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + hours * hour) }
}

function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'production', KUBECONFIG: plane.kubeconfigPath('admin') },
      ...{ PORT: String(port), SIGNPOST_TLS_CERT_FILE: 'tls.crt', INIT_CWD: folder, npm_lifecycle_event: 'start' },
      ...{ SIGNPOST_TLS_KEY_FILE: join(folder, 'tls.key'), SIGNPOST_AUTH: 'token', SIGNPOST_HOSTS: 'console.example' },
      ...env,
    },
  })
  return child
}

function follow(child: ChildProcess): { words: () => string } {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (words: string) => {
      said += words
    })
  return { words: () => said }
}

async function wordsAtEnd(env: Record<string, string>): Promise<string> {
  const child = start(env)
  const { words } = follow(child)
  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  return words()
}

beforeAll(async () => {
  plane = await openTestPlane()
  folder = await mkdtemp(join(tmpdir(), 'signpost-tls-'))
  ;[port = 0] = await freePorts(1)
  await writeFile(join(folder, 'tls.crt'), first.certificatePem)
  await writeFile(join(folder, 'tls.key'), first.keyPem)
  running = start({})
  log = follow(running).words
  await poll(async () => (await ask('/readyz')).status === 200, { what: 'the console is ready', timeoutMs: 20_000 })
})
afterAll(async () => {
  if (running?.exitCode === null) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
  await plane?.close()
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

function ask(
  path: string,
  {
    agent,
    host,
    method = 'GET',
    headers = {},
  }: { agent?: Agent; host?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, ca: authority.certificatePem, agent: agent ?? false }
    const sent = request(
      { ...options, headers: { ...headers, ...(host === undefined ? {} : { host }) } },
      async (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: await readAll(response) })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

async function handshake(options: object = {}): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, ca: authority.certificatePem, ...options })
  await once(socket, 'secureConnect')
  return socket
}

async function servedSerial(): Promise<string> {
  const socket = await handshake()
  const { serialNumber } = socket.getPeerCertificate()
  socket.destroy()
  return serialNumber
}

describe('the console over TLS', () => {
  test('answers pages and calls as over HTTP, with a certificate that a client verifies', async () => {
    const page = await ask('/changes')
    expect([page.status, page.headers.location]).toEqual([307, '/sign-in?to=%2Fchanges'])
    const authorization = `Bearer ${plane.token('viewer')}`
    const session = await ask('/api/v1/session', { headers: { authorization } })
    expect(JSON.parse(session.text).identity.user).toBe('viewer')
    expect((await ask('/sign-in')).text).toContain('<html')
  })

  test('speaks TLS 1.2 and 1.3, and nothing older', async () => {
    const versions = ['TLSv1.2', 'TLSv1.3'] as const
    for (const version of versions) {
      const socket = await handshake({ minVersion: version, maxVersion: version })
      expect(socket.getProtocol()).toBe(version)
      socket.destroy()
    }
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    await expect(handshake(old)).rejects.toThrow(/protocol version|alert/i)
  })

  test('asks browsers to come by https alone, but not where they call it by a name of their own machine', async () => {
    const said = async (host: string) => (await ask('/sign-in', { host })).headers['strict-transport-security']
    expect([await said('console.example'), await said(`localhost:${port}`)]).toEqual(['max-age=31536000', undefined])
  })

  test('tells who speaks plain HTTP there that it is TLS', async () => {
    const socket = connectPlain(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const answer = await readAll(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*\r\n\r\nThis port speaks TLS: ask for https\.\n$/s)
  })

  test('keeps its limits: TRACE, a body that is announced too large, a head that comes slowly', async () => {
    expect((await ask('/', { method: 'TRACE' })).status).toBe(405)
    const large = { 'content-type': 'application/json', 'content-length': '99999999' }
    expect((await ask('/api/v1/plans', { method: 'POST', headers: large })).status).toBe(413)
    const slow = await handshake()
    slow.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
    const silent = connectPlain(port, '127.0.0.1')
    expect(await readAll(slow)).toContain(' 408 ')
    // Who does not even begin a handshake is not waited for either.
    expect(await readAll(silent)).toBe('')
  }, 30_000)

  test('takes a renewed certificate over for new connections, and drops none', async () => {
    const before = await servedSerial()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    expect((await ask('/healthz', { agent })).status).toBe(200)
    const renewed = issue(12)
    await writeFile(join(folder, 'tls.key'), renewed.keyPem)
    await writeFile(join(folder, 'tls.crt'), renewed.certificatePem)
    await poll(async () => (await servedSerial()) !== before, { what: 'the new one', timeoutMs: 15_000, everyMs: 50 })
    const kept = await ask('/healthz', { agent })
    expect(kept.status).toBe(200)
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1)
    agent.destroy()
    expect(log()).toContain('"event":"certificate"')
  })

  test('serves the one before while a new one is broken, and says why', async () => {
    const before = await servedSerial()
    await writeFile(join(folder, 'tls.crt'), first.certificatePem)
    await poll(async () => log().includes('certificate-not-read'), {
      what: 'it is told',
      timeoutMs: 15_000,
      everyMs: 50,
    })
    expect(log()).toMatch(/SIGNPOST_TLS_KEY_FILE: the key in .* is not that of the certificate/)
    expect(await servedSerial()).toBe(before)
    expect(log()).not.toMatch(/BEGIN/)
  })
})

describe('what cannot be served', () => {
  test.each([
    [{ SIGNPOST_TLS_KEY_FILE: '' }, 'SIGNPOST_TLS_KEY_FILE: is missing'],
    [{ SIGNPOST_TLS_CERT_FILE: 'nowhere.crt' }, 'SIGNPOST_TLS_CERT_FILE: .*nowhere.crt'],
    [{ SIGNPOST_TLS_CERT_FILE: 'tls.key' }, 'SIGNPOST_TLS_CERT_FILE: .*no certificate in PEM'],
    [
      { SIGNPOST_LISTEN: '127.0.0.2', SIGNPOST_AUTH: 'loopback' },
      'SIGNPOST_AUTH=loopback listens on 127.0.0.1 only, not on 127.0.0.2',
    ],
    [{ SIGNPOST_LISTEN: 'console.example' }, 'console.example'],
  ] as [Record<string, string>, string][])('is named at the start, which does not happen: %j', async (env, why) => {
    const [other = 0] = await freePorts(1)
    expect(await wordsAtEnd({ PORT: String(other), ...env })).toMatch(new RegExp(why))
  })

  test('is plain HTTP from elsewhere without a warning', async () => {
    const [other = 0] = await freePorts(1)
    const child = start({
      PORT: String(other),
      SIGNPOST_LISTEN: '127.0.0.2',
      SIGNPOST_TLS_CERT_FILE: '',
      SIGNPOST_TLS_KEY_FILE: '',
    })
    const { words } = follow(child)
    await poll(async () => words().includes('"event":"plain-http"'), {
      what: 'the warning',
      timeoutMs: 15_000,
      everyMs: 50,
    })
    expect((await fetch(`http://127.0.0.2:${other}/healthz`)).status).toBe(200)
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
})
