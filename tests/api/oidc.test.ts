import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { sessionSchema } from '@/lib/contract/session'
import { freePorts } from '../control-plane/free-port.ts'
import { poll } from '../control-plane/poll.ts'
import { ProviderVisitor } from '../identity-provider/sign-in-at-provider.ts'
import { type RunningProvider, startProvider } from '../identity-provider/start-provider.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { CookieJar } from './cookie-jar.ts'
import { secretsIn } from './secrets-in.ts'

let plane: TestPlane
let provider: RunningProvider
let running: RunningConsole

beforeAll(async () => {
  plane = await openTestPlane()
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}`
  provider = await startProvider({
    consoleUrls: [url],
    idTokenSeconds: 8,
    groups: {
      viewer: ['readers', 'system:masters'],
      many: Array.from({ length: 400 }, (_, n) => `a-long-name-of-a-group-${n}`),
    },
  })
  running = await startConsole(plane, {
    PORT: String(port),
    SIGNPOST_AUTH: 'oidc',
    SIGNPOST_URL: url,
    SIGNPOST_CA_BUNDLE: provider.caPath,
    SIGNPOST_OIDC_ISSUER: provider.issuer,
    SIGNPOST_OIDC_CLIENT_ID: provider.clientId,
    SIGNPOST_OIDC_CLIENT_SECRET: provider.clientSecret,
    // The roles of the test cluster are given to users without a prefix.
    SIGNPOST_OIDC_PREFIX: '-',
    SIGNPOST_OIDC_NAME: 'Test provider',
    SIGNPOST_SESSION_KEYS: Buffer.alloc(32, 7).toString('base64'),
    SIGNPOST_LOG_LEVEL: 'debug',
  })
})

afterAll(async () => {
  await running?.stop()
  await provider?.stop()
  await plane?.close()
})

async function begin(to = '/') {
  const jar = new CookieJar()
  const answer = await jar.fetch(`${running.url}/sign-in/oidc?to=${encodeURIComponent(to)}`)
  return { jar, authorizationUrl: answer.headers.get('location') ?? '' }
}

async function signIn(user: string, to = '/') {
  const { jar, authorizationUrl } = await begin(to)
  const visitor = new ProviderVisitor(provider.issuer, provider.caPem)
  const back = await visitor.signIn(authorizationUrl, user)
  const answer = await jar.fetch(back)
  return { jar, visitor, authorizationUrl, back, location: answer.headers.get('location') }
}

async function session(jar: CookieJar) {
  const answer = await jar.fetch(`${running.url}/api/v1/session`)
  return answer.ok ? sessionSchema.parse(await answer.json()) : problemSchema.parse(await answer.json()).code
}

describe('a sign-in by an OpenID provider', () => {
  test('leads there with PKCE, state and nonce, and back to the page that was asked for', async () => {
    const { authorizationUrl } = await begin()
    const asked = new URL(authorizationUrl)
    expect(asked.origin).toBe(provider.issuer)
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.searchParams.get(name)?.length).toBeGreaterThan(40)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(asked.searchParams.get('redirect_uri')).toBe(`${running.url}/sign-in/callback`)
    const { location } = await signIn('viewer', '/switches?environment=production')
    expect(location).toBe('/switches?environment=production')
  })

  test('acts as the user and the groups of the claims, Kubernetes’ own left out', async () => {
    const { jar } = await signIn('viewer')
    const { identity } = sessionSchema.parse(await session(jar))
    expect(identity).toEqual({ user: 'viewer', groups: ['readers', 'system:authenticated'], mode: 'oidc' })
  })

  test('is refused to a name of Kubernetes’ own', async () => {
    const { jar, location } = await signIn('system:admin')
    expect(location).toBe('/sign-in?why=reserved-name')
    expect(jar.cookies.size).toBe(0)
  })

  test('is refused where it does not fit into cookies, with the reason', async () => {
    const { jar, location } = await signIn('many')
    expect(location).toBe('/sign-in?why=too-large')
    expect(jar.cookies.size).toBe(0)
  })

  test('ends in the browser in which it began, once', async () => {
    const { back } = await signIn('viewer')
    expect((await new CookieJar().fetch(back)).headers.get('location')).toBe('/sign-in?why=sign-in-stale')
    const { jar } = await begin('/changes')
    const mixed = await jar.fetch(back)
    expect(mixed.headers.get('location')).toBe('/sign-in?why=provider-refused&to=%2Fchanges')
    expect(jar.cookies.size).toBe(0)
  })

  test('leads nowhere else, whatever it is asked to', async () => {
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example/']) {
      expect((await signIn('viewer', to)).location).toBe('/')
    }
  })
})

describe('a provider whose clock is another one', () => {
  // The provider runs in this process, the console does not: the time here is the provider's.
  const atOffset = async (offsetMs: number) => {
    const now = Date.now
    Date.now = () => now() + offsetMs
    try {
      return await signIn('viewer')
    } finally {
      Date.now = now
    }
  }

  test.each([240_000, -240_000])(
    'by %i ms, within the tolerance, is taken, and its tokens live as long as it says',
    async (offsetMs) => {
      const { jar, location } = await atOffset(offsetMs)
      expect(location).toBe('/')
      expect(sessionSchema.parse(await session(jar)).identity.user).toBe('viewer')
      for (const line of jar.lines) expect(line).not.toContain('Max-Age=0')
    },
  )

  test('by more than that is refused, and the log says which check', async () => {
    expect((await atOffset(-600_000)).location).toBe('/sign-in?why=provider-refused')
    expect(running.log()).toMatch(/a sign-in failed \(provider-refused\): .*(timestamp|exp|JWT)/)
  })
})

describe('a session of an OpenID provider', () => {
  test('is renewed once for all requests that come together, and goes on after its token ended', async () => {
    const { jar } = await signIn('viewer')
    provider.setGroups('viewer', ['readers', 'writers'])
    const before = provider.tokenRequests()
    await poll(
      async () => {
        const answers = await Promise.all(
          Array.from({ length: 6 }, () => jar.copy().fetch(`${running.url}/api/v1/groups`)),
        )
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
        return provider.tokenRequests() > before
      },
      { what: 'a renewal', timeoutMs: 15_000, everyMs: 200 },
    )
    expect(provider.tokenRequests()).toBe(before + 1)
    const { identity } = sessionSchema.parse(await session(jar))
    expect(identity.groups).toContain('writers')
    expect(jar.lines.length).toBeGreaterThan(0)
  })

  test('holds while the provider is away until its token ends, says so, waits then, and goes on with the provider', async () => {
    const { jar } = await signIn('editor')
    provider.goAway()
    try {
      await poll(
        async () => {
          const told = await session(jar)
          return typeof told !== 'string' && told.problem !== undefined
        },
        { what: 'a word of it', timeoutMs: 15_000, everyMs: 200 },
      )
      expect(sessionSchema.parse(await session(jar)).problem).toMatch(
        /does not answer\. You stay signed in until \d\d:\d\d UTC/,
      )
      await poll(async () => (await session(jar)) === 'provider-unavailable', {
        what: 'the end of the token',
        timeoutMs: 15_000,
        everyMs: 200,
      })
      const answer = await jar.fetch(`${running.url}/api/v1/services`)
      expect(answer.status).toBe(503)
      expect(answer.headers.get('retry-after')).toBe('5')
      const page = await jar.fetch(`${running.url}/changes`)
      expect(page.headers.get('location')).toBe('/sign-in?why=provider-unavailable&to=%2Fchanges')
      const sign = await new CookieJar().fetch(`${running.url}/sign-in/oidc?to=%2Fchanges`)
      expect(sign.headers.get('location')).toMatch(/^\/sign-in\?why=provider-unavailable|^https:/)
    } finally {
      provider.comeBack()
    }
    await poll(async () => typeof (await session(jar)) !== 'string', {
      what: 'it goes on',
      timeoutMs: 15_000,
      everyMs: 500,
    })
  })

  test('ends a stream in time, which comes back renewed', async () => {
    const { jar } = await signIn('viewer')
    const stream = await jar.fetch(`${running.url}/api/v1/events`)
    const began = performance.now()
    const text = await stream.text()
    expect(performance.now() - began).toBeLessThan(12_000)
    expect(text).toMatch(/^retry: 3000\n\n/)
    expect(text).toMatch(/retry: 250\n\n$/)
    const again = await jar.fetch(`${running.url}/api/v1/events`)
    expect(again.status).toBe(200)
    expect(jar.lines.length).toBeGreaterThan(0)
    await again.body?.cancel()
  })

  test('signs out at the provider too, without a token in the address, and comes back', async () => {
    const { jar, visitor } = await signIn('viewer')
    const left = await jar.fetch(`${running.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: running.url },
    })
    const { next } = await left.json()
    expect(jar.cookies.size).toBe(0)
    const url = new URL(next)
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'post_logout_redirect_uri'])
    expect(await visitor.signOut(next)).toBe(`${running.url}/sign-in`)
  })

  test('ends when the provider signs it out behind the browser’s back, and no other does', async () => {
    const [out, stays] = [await signIn('viewer'), await signIn('viewer')]
    const left = new URL('/session/end', provider.issuer)
    left.searchParams.set('client_id', provider.clientId)
    await out.visitor.signOut(left.href)
    await poll(async () => (await session(out.jar)) === 'session-ended', {
      what: 'the end',
      timeoutMs: 5000,
      everyMs: 100,
    })
    expect(typeof (await session(stays.jar))).toBe('object')
    const forged = await fetch(`${running.url}/sign-in/back-channel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: 'e30.e30.e30' }),
    })
    expect(forged.status).toBe(400)
  })

  test('is not begun by a token over the API, while programs may send theirs', async () => {
    const body = JSON.stringify({ token: plane.token('viewer') })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${running.url}/api/v1/session`, { method: 'POST', body, headers })).status).toBe(404)
    const bearer = { authorization: `Bearer ${plane.token('editor')}` }
    const answer = await fetch(`${running.url}/api/v1/session`, { headers: { ...bearer, 'impersonate-user': 'admin' } })
    expect(sessionSchema.parse(await answer.json()).identity.user).toBe('editor')
  })

  test('leaves no secret in the log, which tells of it all the same', async () => {
    const { jar, back, authorizationUrl } = await signIn('viewer')
    const sent = Object.fromEntries([...new URL(back).searchParams, ...new URL(authorizationUrl).searchParams])
    const { code = '', state = '', nonce = '', code_challenge: challenge = '' } = sent
    // A sign-in that fails once its secrets are known, by a code that was used before.
    expect((await begin()).jar.lines).not.toEqual([])
    await new CookieJar().fetch(back)
    const key = Buffer.alloc(32, 7).toString('base64')
    const cookies = jar.header().replace(/\b[\w-]+=/g, '')
    const secrets = { code, state, nonce, challenge, key, cookies, client: provider.clientSecret }
    for (const [name, secret] of Object.entries(secrets)) expect(secret.length, name).toBeGreaterThan(11)
    for (const line of ['"route":"/sign-in/callback","status":303', '"event":"sign-in",', '"event":"sign-in-failed"'])
      expect(running.log()).toContain(line)
    expect(secretsIn(running.log(), secrets)).toEqual([])
    expect(running.log()).not.toContain('eyJ')
  })

  test('ends when the provider does not renew it any more', async () => {
    const { jar } = await signIn('nobody')
    provider.revokeAll()
    await poll(async () => (await session(jar)) === 'session-refused', {
      what: 'the end',
      timeoutMs: 15_000,
      everyMs: 300,
    })
    const page = await jar.fetch(`${running.url}/`)
    expect(page.headers.get('location')).toBe('/sign-in?why=session-refused')
  })
})
