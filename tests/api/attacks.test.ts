import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { servicesPageSchema } from '@/lib/contract/services'
import { sessionSchema } from '@/lib/contract/session'
import type { Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readEvents } from './event-reader.ts'
import { secretsIn } from './secrets-in.ts'

const home = 'attacks-test'
const sessionKey = Buffer.alloc(32, 'session key').toString('base64')
const script = '<img src=x onerror=alert(1)><script>alert(2)</script>'

let plane: TestPlane
let running: RunningConsole
let port: number
let cluster: string

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(home),
    alias(home, 'hostile', 'api-v1.backend.com', {
      'a8r.io/owner': script,
      description: script,
      'a8r.io/runbook': 'javascript:alert(3)',
    }),
  )
  running = await startConsole(plane, {
    SIGNPOST_AUTH: 'token',
    SIGNPOST_URL: 'https://signpost.example.com',
    SIGNPOST_RATE_LIMIT: '100',
    SIGNPOST_STREAM_LIMIT: '5',
    SIGNPOST_LOG_LEVEL: 'debug',
    SIGNPOST_SESSION_KEYS: sessionKey,
  })
  port = Number(new URL(running.url).port)
  const list = await fetch(`${running.url}/api/v1/services?limit=1`, { headers: as('viewer') })
  cluster = servicesPageSchema.parse(await list.json()).clusters[0]?.name ?? ''
  // Known before anybody guesses: what is new shares the limit of guesses.
  for (const identity of ['admin', 'editor', 'nobody'] as const) await get('/api/v1/session', as(identity))
})

afterAll(async () => {
  await running?.stop()
  await plane?.administrator.deleteNamespace(home)
  await plane?.close()
})

const as = (identity: Identity) => ({ authorization: `Bearer ${plane.token(identity)}` })
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, { headers, redirect: 'manual' })
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${running.url}${path}`, { method: 'POST', body, headers })
const json = { 'content-type': 'application/json' }

function statusFrom(localAddress: string, token: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const headers = { authorization: `Bearer ${token}` }
  request(`${running.url}/api/v1/session`, { localAddress, headers, agent: false }, (answer) => {
    answer.resume()
    resolve(answer.statusCode)
  })
    .on('error', reject)
    .end()
  return promise
}

function open(lines: readonly string[]): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(lines.join('\r\n'))
  return socket
}

/** Sends lines as they are, which no client library would, and gives all that came back. */
const raw = (...lines: string[]): Promise<string> => readAll(open([...lines, '', '']))

const plan = () => JSON.stringify({ kind: 'delete', service: { cluster, namespace: home, name: 'hostile' } })

/** What a console says of itself whose kubeconfig holds a token that the API server does not know. */
async function logOfRefused(token: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-attacks-'))
  const server = { server: plane.serverUrl, 'certificate-authority': plane.caPath }
  const kubeconfig = {
    'current-context': 'one',
    contexts: [{ name: 'one', context: { cluster: 'one', user: 'one' } }],
    clusters: [{ name: 'one', cluster: server }],
    users: [{ name: 'one', user: { token } }],
  }
  const path = join(folder, 'kubeconfig')
  await writeFile(path, JSON.stringify(kubeconfig))
  const refused = await startConsole(plane, { KUBECONFIG: path, SIGNPOST_LOG_LEVEL: 'debug' }, 'healthz')
  try {
    await poll(async () => /"event":"cluster".*"why":"/.test(refused.log()), {
      what: 'the refusal is told',
      timeoutMs: 15_000,
      everyMs: 100,
    })
    return refused.log()
  } finally {
    await refused.stop()
    await rm(folder, { recursive: true })
  }
}

/** By the line of docs/security.md that says what comes of it. */
const attacks: Record<string, () => Promise<void>> = {
  'a page of another site calls the console by a name of its own that leads to 127.0.0.1 (DNS rebinding)': async () => {
    for (const path of ['/', '/sign-in', '/api/v1/services', '/api/openapi.json', '/api/v1/session']) {
      const answer = await raw(`GET ${path} HTTP/1.1`, 'Host: evil.example', 'Connection: close')
      expect(answer.split('\r\n')[0], path).toContain('421')
    }
    expect(await raw('GET /healthz HTTP/1.1', 'Host: 10.1.2.3', 'Connection: close')).toContain('200 OK')
  },
  "a page of another site sends a write from a viewer's browser": async () => {
    const site = { origin: 'https://evil.example', ...json, ...as('admin') }
    expect((await post('/api/v1/plans', plan(), site)).status).toBe(403)
    expect((await post('/api/v1/session', JSON.stringify({ token: 'x' }), { origin: 'null', ...json })).status).toBe(
      403,
    )
    const metadata = { 'sec-fetch-site': 'cross-site', ...json, ...as('admin') }
    expect((await post('/api/v1/plans', plan(), metadata)).status).toBe(403)
  },
  'a form of another site is sent to the API': async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await post('/api/v1/plans', plan(), { 'content-type': type, ...as('admin') })).status, type).toBe(415)
  },
  'the console is put into a frame of another site': async () => {
    expect((await get('/sign-in')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  },
  'a script stands in an annotation, a name or a target': async () => {
    const answer = await get(`/services/${cluster}/${home}/hostile`, as('admin'))
    const page = await answer.text()
    expect(page).toContain('hostile')
    expect(page).not.toContain('<img src=x')
    expect(page).not.toContain('<script>alert')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic'(;|$)/)
    expect(policy).not.toContain('unsafe-eval')
  },
  'a link of an annotation is `javascript:`': async () => {
    const page = await (await get(`/services/${cluster}/${home}/hostile`, as('admin'))).text()
    expect(page).not.toMatch(/href\s*=\s*["']?\s*javascript:/i)
  },
  'a client sends `Impersonate-User` or `Impersonate-Group`': async () => {
    const headers = { ...as('viewer'), 'impersonate-user': 'admin', 'impersonate-group': 'system:masters' }
    const { identity, can } = sessionSchema.parse(await (await get('/api/v1/session', headers)).json())
    expect(identity.user).toBe('viewer')
    expect(can[`patch services in ${cluster}`]).toBe(false)
  },
  "a client says by `X-Forwarded-User` or a proxy's secret who it is, where no proxy is configured": async () => {
    const headers = {
      'x-forwarded-user': 'admin',
      'x-forwarded-groups': 'system:masters',
      'x-signpost-secret': 'secret',
    }
    expect((await get('/api/v1/session', headers)).status).toBe(401)
    const { identity } = sessionSchema.parse(
      await (await get('/api/v1/session', { ...headers, ...as('viewer') })).json(),
    )
    expect(identity.user).toBe('viewer')
  },
  'a token is sent in an address': async () => {
    const token = plane.token('admin')
    for (const name of ['token', 'access_token', 'authorization'])
      expect((await get(`/api/v1/services?${name}=${encodeURIComponent(token)}`)).status, name).toBe(401)
    const known = await get(`/api/v1/services?token=x`, as('admin'))
    expect([known.status, problemSchema.parse(await known.json()).causes?.[0]?.field]).toEqual([422, 'token'])
  },
  'the log is searched for what was sent in secret': async () => {
    const secrets = {
      ...{ bearer: plane.token('editor'), guess: 'guessed-and-secret-bearer', sessionKey },
      ...{ typed: 'typed-and-secret-token', query: 'secret-in-a-query-1234', path: 'secret-in-a-path-12345' },
      ...{ proxy: 'secret-of-some-proxy-1', acting: 'secret-user-to-act-as-1', basic: 'c2VjcmV0OnNlY3JldDE=' },
      ...{ cookie: 'secret-in-a-cookie-123', body: 'secret-in-a-body-12345', id: 'secret{in}an-id-1234567' },
    }
    await get(`/api/v1/session?token=${secrets.query}`, { authorization: `Bearer ${secrets.bearer}` })
    await get(`/api/v1/nowhere/${secrets.path}?access_token=${secrets.query}`, { 'x-request-id': secrets.id })
    await get(`/services/${secrets.path}/${secrets.path}/x?code=${secrets.query}&state=${secrets.query}`)
    await get(`/%ff${secrets.path}`)
    await get('/api/v1/session', { authorization: `Bearer ${secrets.guess}`, 'impersonate-user': secrets.acting })
    await get('/api/v1/session', { authorization: `Basic ${secrets.basic}`, 'x-signpost-secret': secrets.proxy })
    await get('/api/v1/session', { cookie: `__Host-signpost=${secrets.cookie}; signpost=${secrets.cookie}` })
    const browser = { origin: running.url, ...json }
    const signIn = (token: string) => post('/api/v1/session', JSON.stringify({ token }), browser)
    await signIn(secrets.typed)
    await post('/api/v1/plans', `{"${secrets.body}": "${secrets.body}`, { ...json, ...as('editor') })
    const begun = (await signIn(secrets.bearer)).headers.getSetCookie()
    const cookie = begun.map((line) => line.split(';')[0]).join('; ')
    await fetch(`${running.url}/api/v1/session`, { method: 'DELETE', headers: { cookie, ...browser } })
    const told = ['"event":"sign-in"', '"event":"sign-out"', '"event":"sign-in-failed"', '"route":"other","status":40']
    await poll(async () => told.every((line) => running.log().includes(line)), {
      what: 'all of it is told',
      timeoutMs: 5000,
      everyMs: 50,
    })
    // Nothing else is written: no line that a library made, and none that somebody else could forge.
    for (const line of running.log().trim().split('\n'))
      expect(Object.keys(JSON.parse(line)).slice(0, 4), line).toEqual(['time', 'level', 'event', 'message'])
    const sealed = cookie.replace(/^[^=]+=/, '')
    expect(secretsIn(running.log(), { ...secrets, sealed })).toEqual([])
    const credential = 'credential-that-is-refused'
    expect(secretsIn(await logOfRefused(credential), { credential })).toEqual([])
  },
  "a session's cookie is forged, cut or filled up": async () => {
    const begun = await post('/api/v1/session', JSON.stringify({ token: plane.token('viewer') }), {
      origin: running.url,
      ...json,
    })
    const [cookie = ''] = (begun.headers.getSetCookie()[0] ?? '').split(';')
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    expect((await get('/api/v1/session', { cookie })).status).toBe(200)
    for (const forged of [value.slice(0, -9), `${value.slice(0, 20)}AAAA${value.slice(24)}`, 'x'.repeat(3000), '{}']) {
      const answer = await get('/api/v1/session', { cookie: `${name}=${forged}` })
      expect(answer.status, forged.slice(0, 20)).toBe(401)
      expect(['session-unreadable', 'unauthenticated']).toContain(problemSchema.parse(await answer.json()).code)
    }
  },
  'the sign-in is asked to lead to another site afterwards': async () => {
    for (const to of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%2f/evil.example',
      'javascript:alert(1)',
    ]) {
      const page = await (await get(`/sign-in?to=${encodeURIComponent(to)}`, as('admin'))).text()
      expect(page, to).not.toMatch(/(href|action|content)="[^"]*evil\.example/)
    }
  },
  'a path climbs out of the static files': async () => {
    const manifest = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
    for (const path of [
      '/_next/static/../../server.js',
      '/_next/static/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/%00',
      '/%ff',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close')
      expect(answer.split('\r\n')[0], path).toMatch(/ (400|404|307|308) /)
      expect(answer).not.toContain(manifest.slice(0, 60))
      expect(answer).not.toContain('startServer')
    }
  },
  'the console is asked to pass a request on to an API server': async () => {
    for (const path of [
      '/apis/apps/v1/deployments',
      '/api/v1/namespaces/kube-system/secrets',
      '/api/v1/secrets',
      '/clusters/x/api/v1/pods',
    ]) {
      expect([401, 307], path).toContain((await get(path)).status)
      expect((await get(path, as('admin'))).status, path).toBe(404)
    }
  },
  'a target is typed to reach what the console can reach (SSRF)': async () => {
    const typed = JSON.stringify({ cluster, namespace: home, name: 'new', target: 'metadata.google.internal' })
    const answer = await post('/api/v1/targets', typed, { ...json, ...as('viewer') })
    expect(answer.status).toBe(403)
  },
  'an address, a body or a header is too large': async () => {
    expect((await get(`/api/v1/services?q=${'x'.repeat(9000)}`, as('viewer'))).status).toBe(414)
    expect((await post('/api/v1/plans', `"${'x'.repeat(1 << 20)}"`, { ...json, ...as('viewer') })).status).toBe(413)
    expect(await raw('GET / HTTP/1.1', 'Host: localhost', `X-Long: ${'x'.repeat(20_000)}`)).toContain(' 431 ')
  },
  'a body is nested or malformed, to see what the server says of itself': async () => {
    for (const body of ['{', '[]', '"x"', '{"kind":{}}', '['.repeat(5000), '{"__proto__":{"a":1}}', '\u0000']) {
      const answer = await post('/api/v1/plans', body, { ...json, ...as('viewer') })
      const said = await answer.text()
      expect([400, 422], body.slice(0, 20)).toContain(answer.status)
      expect(said).not.toMatch(/\n\s+at |node_modules|\.next|\/lib\/|zod|undici/i)
    }
  },
  'two lengths are given for one body (request smuggling)': async () => {
    const lines = ['POST /api/v1/plans HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
    const both = await raw(...lines, 'Content-Length: 5', 'Transfer-Encoding: chunked')
    expect(both).toContain(' 400 ')
    expect(await raw(...lines, 'Content-Length: 5', 'Content-Length: 6')).toContain(' 400 ')
  },
  'a request comes byte by byte, on many connections': async () => {
    const slow = Array.from({ length: 300 }, () => open(['GET / HTTP/1.1', 'Host: localhost', 'X-Slow: ']))
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/api/v1/services?limit=1', as('viewer'))).status).toBe(200)
    const ends = await Promise.all(slow.map((socket) => readAll(socket).catch(() => '')))
    expect(ends.filter((end) => end === '' || end.includes(' 408 '))).toHaveLength(300)
  },
  'tokens are guessed': async () => {
    const answers = await Promise.all(
      Array.from({ length: 160 }, (_, at) => get('/api/v1/session', { authorization: `Bearer guess-${at}` })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await get('/api/v1/session', as('viewer'))).status).toBe(200)
    // Whoever comes from elsewhere and is not known yet is still asked about.
    const others = Array.from({ length: 20 }, (_, at) => statusFrom('127.0.0.1', `another-guess-${at}`))
    expect(await statusFrom('127.0.0.2', 'a-first-sign-in')).toBe(401)
    expect(await Promise.all(others)).toContain(429)
  },
  'one identity asks without end, or opens streams without end': async () => {
    const streams = await Promise.all(Array.from({ length: 5 }, () => readEvents(running.url, as('nobody'))))
    expect((await get('/api/v1/events', as('nobody'))).status).toBe(429)
    await Promise.all(streams.map((stream) => stream.stop()))
    const answers = await Promise.all(Array.from({ length: 160 }, () => get('/api/v1/session', as('nobody'))))
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await get('/api/v1/session', as('editor'))).status).toBe(200)
  },
  'an answer made for one identity is fetched by another': async () => {
    const path = `/api/v1/services/${cluster}/${home}/hostile`
    const mine = await get(path, as('admin'))
    expect([mine.status, mine.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await get(path, as('editor'))).status).toBe(404)
  },
}

const document = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'security.md'), 'utf8')
const section = document.slice(document.indexOf('## What is tried'), document.indexOf('## Headers'))
const lines = [...section.matchAll(/^\| (.+?) \| .+ \|$/gm)]
  .map(([, attack = '']) => attack)
  .filter((line) => line !== 'attack')

describe('every attack that docs/security.md names comes to nothing', () => {
  test('each has a test, and no test is left out there', () => {
    expect(lines).toEqual(Object.keys(attacks))
  })

  test.each(Object.entries(attacks))('%s', (_, attack) => attack())
})

describe('the headers of an answer', () => {
  test.each(['/sign-in', '/api/v1/session', '/healthz', '/nowhere'])('%s', async (path) => {
    const { headers } = await get(path)
    const names = [
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'strict-transport-security',
    ]
    expect(names.map((name) => headers.get(name))).toEqual([
      'nosniff',
      'same-origin',
      'same-origin',
      'same-origin',
      'max-age=31536000',
    ])
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-powered-by')).toBeNull()
  })
})
