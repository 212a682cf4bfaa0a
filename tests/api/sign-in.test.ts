import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { sessionSchema } from '@/lib/contract/session'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { CookieJar } from './cookie-jar.ts'

const root = join(import.meta.dirname, '..', '..')
const firstKey = Buffer.alloc(32, 1).toString('base64')
const secondKey = Buffer.alloc(32, 2).toString('base64')

let plane: TestPlane
let running: RunningConsole

const env = { SIGNPOST_AUTH: 'token', SIGNPOST_SESSION_KEYS: firstKey }

beforeAll(async () => {
  plane = await openTestPlane()
  running = await startConsole(plane, env)
})

afterAll(async () => {
  await running?.stop()
  await plane?.close()
})

async function signIn(token: string, { url } = running, headers: Record<string, string> = {}) {
  const jar = new CookieJar()
  const response = await jar.fetch(`${url}/api/v1/session`, {
    method: 'POST',
    body: JSON.stringify({ token }),
    headers: { 'content-type': 'application/json', origin: url, ...headers },
  })
  return { jar, response }
}

const userOf = async (jar: CookieJar, { url } = running) => {
  const answer = await jar.fetch(`${url}/api/v1/session`)
  return answer.ok ? sessionSchema.parse(await answer.json()).identity.user : answer.status
}

describe('without a sign-in', () => {
  const files = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  const addressOf = (file: string) =>
    `/${file}`
      .replace(/\/(page\.tsx|route\.ts)$/, '')
      .replace(/\[\[?(\.\.\.)?(\w+)\]?\]/g, (_, __, name: string) =>
        name === 'id' ? crypto.randomUUID() : `x-${name}`,
      ) || '/'
  const openRoutes = ['/healthz', '/readyz', '/api/openapi.json']

  test.each(files.filter((file) => file.endsWith('/page.tsx') || file === 'page.tsx').map(addressOf))(
    'the page %s leads to the sign-in and back',
    async (path) => {
      if (path === '/sign-in') return expect((await fetch(`${running.url}${path}`)).status).toBe(200)
      const answer = await fetch(`${running.url}${path}?q=a%26b`, { redirect: 'manual' })
      expect(answer.status).toBe(307)
      expect(answer.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(`${path}?q=a%26b`)}`)
      const script = await fetch(`${running.url}${path}`, { headers: { 'sec-fetch-dest': 'empty', rsc: '1' } })
      expect(script.status).toBe(401)
      expect(await script.text()).toBe('Sign in first.\n')
    },
  )

  const calls = files
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(root, 'app', file), 'utf8')
      return [...source.matchAll(/^export const ([A-Z]+) =/gm)].map(([, method = '']) => [method, addressOf(file)])
    })

  test('the routes are found', () => {
    expect(calls.length).toBeGreaterThan(40)
    expect(calls.map(([, path]) => path)).toEqual(expect.arrayContaining([...openRoutes, '/api/v1/services']))
  })

  test.each(calls)('%s %s is not answered, unless anybody may have it', async (method = '', path = '') => {
    const answer = await fetch(`${running.url}${path}`, {
      method,
      redirect: 'manual',
      ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    })
    if (openRoutes.includes(path)) return expect(answer.status).toBe(200)
    // They lead to an OpenID provider and back, and there is none here.
    if (path.startsWith('/sign-in/')) return expect(answer.status).toBe(404)
    if (path === '/api/v1/session' && method === 'DELETE') return expect(answer.status).toBe(200)
    if (path === '/api/v1/session' && method === 'POST') return expect(answer.status).toBe(422)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(problemSchema.parse(await answer.json()).code).toBe('unauthenticated')
  })
})

describe('a session', () => {
  test('begins with a token and holds its bearer, in cookies that no page can read', async () => {
    const { jar, response } = await signIn(plane.token('viewer'))
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ user: 'viewer' })
    expect(await userOf(jar)).toBe('viewer')
    for (const line of await signIn(plane.token('viewer')).then(({ jar: { lines } }) => lines)) {
      expect(line).toMatch(/^signpost-session\.\d=[\w.-]+; Path=\/; Max-Age=14400; HttpOnly; SameSite=Lax$/)
      expect(line).not.toContain(plane.token('viewer'))
    }
  })

  test('is for https only, under a name that no other host can set, where the browser came over https', async () => {
    const { host } = new URL(running.url)
    const { jar } = await signIn(plane.token('viewer'), running, { origin: `https://${host}` })
    expect(jar.lines[0]).toMatch(/^__Host-signpost-session\.0=.*; HttpOnly; SameSite=Lax; Secure$/)
    expect(await userOf(jar)).toBe('viewer')
  })

  test('does not begin with a token that the API server does not know, nor from another origin', async () => {
    const forged = await signIn('forged')
    expect(forged.response.status).toBe(401)
    expect(problemSchema.parse(await forged.response.json()).code).toBe('token-refused')
    expect(forged.jar.lines).toEqual([])
    const foreign = await signIn(plane.token('viewer'), running, { origin: 'https://evil.example' })
    expect(foreign.response.status).toBe(403)
    expect(foreign.jar.lines).toEqual([])
  })

  test('ends by signing out, also for a copy of its cookies and its streams', async () => {
    const { jar } = await signIn(plane.token('viewer'))
    const copy = jar.copy()
    const stream = await copy.fetch(`${running.url}/api/v1/events`)
    const foreign = await jar.fetch(`${running.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: 'https://evil.example' },
    })
    expect(foreign.status).toBe(403)
    const left = await jar.fetch(`${running.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: running.url },
    })
    expect(await left.json()).toEqual({ next: '/sign-in?why=signed-out' })
    expect(jar.cookies.size).toBe(0)
    const reader = stream.body?.getReader()
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read());
    const again = await copy.fetch(`${running.url}/api/v1/services`)
    expect(again.status).toBe(401)
    expect(problemSchema.parse(await again.json()).code).toBe('signed-out')
  })

  test('outlives a restart and the change of keys as long as its own still opens', async () => {
    const { jar } = await signIn(plane.token('editor'))
    const rotated = await startConsole(plane, { ...env, SIGNPOST_SESSION_KEYS: `${secondKey},${firstKey}` })
    const without = await startConsole(plane, { ...env, SIGNPOST_SESSION_KEYS: secondKey })
    try {
      expect(await userOf(jar, rotated)).toBe('editor')
      const page = await jar.fetch(`${without.url}/changes`)
      expect(page.status).toBe(307)
      expect(page.headers.get('location')).toBe('/sign-in?why=session-unreadable&to=%2Fchanges')
    } finally {
      await Promise.all([rotated.stop(), without.stop()])
    }
  })

  test('writes no token and no key anywhere', async () => {
    const { jar } = await signIn(plane.token('admin'))
    const page = await (await jar.fetch(`${running.url}/`)).text()
    await signIn('forged-but-secret')
    for (const secret of [plane.token('admin'), firstKey, 'forged-but-secret']) {
      expect(page).not.toContain(secret)
      expect(running.log()).not.toContain(secret)
    }
  })

  test('is not begun by headers that impersonate', async () => {
    const answer = await fetch(`${running.url}/api/v1/session`, { headers: { 'impersonate-user': 'admin' } })
    expect(answer.status).toBe(401)
  })
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/%0a/evil',
  '/.//evil.example',
  'javascript:alert(1)',
])('the sign-in leads to no other place: %s', async (to) => {
  const { jar } = await signIn(plane.token('viewer'))
  const answer = await jar.fetch(`${running.url}/sign-in?to=${encodeURIComponent(to)}`)
  expect(answer.status).toBe(307)
  const location = answer.headers.get('location') ?? ''
  expect(new URL(location, running.url).origin).toBe(running.url)
})
