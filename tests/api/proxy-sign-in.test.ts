import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { secretsIn } from './secrets-in.ts'

const secret = 'a-secret-that-the-proxy-shows'

let plane: TestPlane
let trusting: RunningConsole
let doubting: RunningConsole

beforeAll(async () => {
  plane = await openTestPlane()
  const env = { SIGNPOST_AUTH: 'proxy', SIGNPOST_PROXY_SECRET: secret, SIGNPOST_LOG_LEVEL: 'debug' }
  ;[trusting, doubting] = await Promise.all([
    // Two addresses of loopback, so that one of them is a peer and the other is not.
    startConsole(plane, { ...env, SIGNPOST_PROXY_PEERS: '127.0.0.2/32' }),
    startConsole(plane, { ...env, SIGNPOST_PROXY_PEERS: '10.0.0.0/8,2001:db8::/32' }),
  ])
})

afterAll(async () => {
  await Promise.all([trusting?.stop(), doubting?.stop()])
  await plane?.close()
})

interface Answer {
  status: number
  location: string | undefined
  text: string
}

/** Sends a request from one of the addresses of loopback. */
function send(url: string, headers: Record<string, string>, from = '127.0.0.2'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, localAddress: from, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const session = (headers: Record<string, string>, from?: string, { url } = trusting) =>
  send(`${url}/api/v1/session`, headers, from)

const viewer = {
  'x-signpost-secret': secret,
  'x-forwarded-user': 'viewer',
  'x-forwarded-groups': 'readers, system:masters',
}

describe('a proxy in front of the console', () => {
  test('says who somebody is, from its address and with its secret; Kubernetes’ own groups are left out', async () => {
    const { status, text } = await session(viewer)
    expect(status).toBe(200)
    expect(JSON.parse(text).identity).toEqual({
      user: 'viewer',
      groups: ['readers', 'system:authenticated'],
      mode: 'proxy',
    })
    const page = await send(`${trusting.url}/`, viewer)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Signed in as')
  })

  test.each([
    ['from another address', viewer, '127.0.0.1', 'proxy-peer', '127.0.0.1'],
    [
      'from another address that names a peer in headers',
      { ...viewer, 'x-forwarded-for': '127.0.0.2', 'x-signpost-peer': '127.0.0.2' },
      '127.0.0.1',
      'proxy-peer',
      '127.0.0.1',
    ],
    ['without the secret', { 'x-forwarded-user': 'admin' }, '127.0.0.2', 'proxy-secret', 'x-signpost-secret'],
    [
      'with a wrong secret',
      { ...viewer, 'x-signpost-secret': 'a-guess-at-it' },
      '127.0.0.2',
      'proxy-secret',
      'x-signpost-secret',
    ],
    ['without a user', { 'x-signpost-secret': secret }, '127.0.0.2', 'proxy-user', 'x-forwarded-user'],
    [
      'with a user of Kubernetes’ own',
      { ...viewer, 'x-forwarded-user': 'system:admin' },
      '127.0.0.2',
      'reserved-name',
      'x-forwarded-user',
    ],
    ['with a token instead', { authorization: 'Bearer x' }, '127.0.0.2', 'proxy-secret', 'x-signpost-secret'],
  ] as [string, Record<string, string>, string, string, string][])(
    'is not believed %s, and says what is missing',
    async (_, headers, from, code, named) => {
      const { status, text } = await session(headers, from)
      expect(status).toBe(401)
      const problem = JSON.parse(text)
      expect(problem.code).toBe(code)
      expect(problem.detail).toContain(named)
      for (const hidden of [secret, 'a-guess-at-it']) expect(text).not.toContain(hidden)
      const page = await send(`${trusting.url}/changes`, headers, from)
      expect(page.location).toBe(`/sign-in?why=${code}&to=%2Fchanges`)
      expect((await send(`${trusting.url}${page.location}`, headers, from)).text).toContain('Try again')
    },
  )

  test('is believed at none but the configured addresses', async () => {
    expect(JSON.parse((await session(viewer, '127.0.0.2', doubting)).text).code).toBe('proxy-peer')
    expect((await send(`${doubting.url}/healthz`, {})).status).toBe(200)
  })

  test('has no secret of its own in the log, nor a guess at it', () => {
    const secrets = { secret, guess: 'a-guess-at-it' }
    expect(trusting.log()).toContain('"code":"proxy-secret"')
    expect(secretsIn(trusting.log() + doubting.log(), secrets)).toEqual([])
  })

  test('is asked again for each request of a connection that is kept', async () => {
    expect((await session(viewer)).status).toBe(200)
    expect((await session({ ...viewer, 'x-forwarded-user': 'nobody' })).text).toContain('"user":"nobody"')
  })
})

describe('settings of a sign-in that cannot work', () => {
  test.each([
    [{ SIGNPOST_AUTH: 'proxy', SIGNPOST_PROXY_SECRET: secret }, 'SIGNPOST_PROXY_PEERS'],
    [{ SIGNPOST_AUTH: 'oidc', SIGNPOST_OIDC_ISSUER: 'https://login.example.com' }, 'SIGNPOST_OIDC_CLIENT_ID'],
    [{ SIGNPOST_AUTH: 'token', SIGNPOST_SESSION_KEYS: 'short' }, 'SIGNPOST_SESSION_KEYS'],
  ])('are named at the start, which does not happen: %j', async (env: Record<string, string>, named) => {
    const refused = await startConsole(plane, env, 'healthz').then(
      (console) => console.stop().then(() => 'it started'),
      (error: Error) => error.message,
    )
    expect(refused).toContain(`Signpost does not start: ${named}`)
  })
})
