import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { Viewers } from '@/lib/server/access/viewers'
import type { OidcSettings } from '@/lib/server/settings/sign-in-settings'
import { applyToCookieHeader } from '@/lib/server/sign-in/chunked-cookie'
import { SignIn } from '@/lib/server/sign-in/sign-in'
import { poll } from '../../../control-plane/poll'
import { ProviderVisitor } from '../../../identity-provider/sign-in-at-provider'
import { type RunningProvider, startProvider } from '../../../identity-provider/start-provider'
import { accessTo, type LoopbackApi, sendJson, startLoopbackApi, statusOf } from '../../kubernetes/loopback-api'

const url = new URL('http://127.0.0.1:7420')
const clock = { now: () => Date.now(), after: () => () => undefined }

let provider: RunningProvider
let api: LoopbackApi
let viewers: Viewers
let signIn: SignIn
/** The tokens that the API server has seen, in order, and the one that it refuses from the second time on. */
const seen: string[] = []
let refused: string | null = null

const apiServer: RequestListener = (request, response) => {
  const token = request.headers.authorization ?? ''
  seen.push(token)
  if (token === refused) return sendJson(response, 401, statusOf(401, 'Unauthorized', 'Unauthorized'))
  const userInfo = { username: 'vera', groups: ['readers'] }
  sendJson(response, 201, { status: { userInfo } })
}

beforeAll(async () => {
  provider = await startProvider({ consoleUrls: [url.origin] })
  api = await startLoopbackApi(apiServer)
  const access = accessTo(api.url)
  const console = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost' })
  const cluster = { id: 'test', access, console, isAway: () => false }
  viewers = new Viewers({ clock, clusters: () => [cluster], kubeconfigUser: () => null })
  const { clientId, clientSecret } = provider
  const oidc: OidcSettings = {
    ...{ issuer: new URL(provider.issuer), clientId, clientSecret, scopes: 'openid offline_access', url },
    ...{ userClaim: 'sub', groupsClaim: 'groups', prefix: '', allowedGroups: null, mode: 'pass-through' },
    ...{ clockToleranceSeconds: 60, name: 'Test provider' },
  }
  const keys = { kind: 'text', text: randomBytes(32).toString('base64') } as const
  const session = { keys, idleMs: 3_600_000, lifetimeMs: 3_600_000, url }
  const options = { caBundle: provider.caPem, env: {}, clock, viewers, log: () => undefined, count: () => undefined }
  signIn = new SignIn({ settings: { mode: 'oidc', session, oidc }, ...options })
})

afterAll(async () => {
  await signIn?.close()
  await viewers?.close()
  await api?.close()
  await provider?.stop()
})

async function begin(): Promise<Headers> {
  const { oidc } = signIn
  if (oidc === null) throw new Error('no provider')
  const { url: authorizationUrl, cookies } = await oidc.begin('/', null)
  const pending = applyToCookieHeader(null, cookies)
  const back = await new ProviderVisitor(provider.issuer, provider.caPem).signIn(authorizationUrl, 'vera')
  const finished = await oidc.finish(new URL(back).search, pending)
  return new Headers({ cookie: applyToCookieHeader(pending, finished.cookies) })
}

test('a token that the cluster refuses before its time is renewed, and the viewer goes on as themselves with cookies that hold the new one', async () => {
  const headers = await begin()
  refused = seen.at(-1) ?? null
  viewers.forgetClients()
  // Times in tokens are whole seconds: within the same one the provider signs the very same token again.
  const second = Math.floor(Date.now() / 1000)
  await poll(async () => Math.floor(Date.now() / 1000) > second, { what: 'the next second', timeoutMs: 2000 })
  const before = provider.tokenRequests()
  const identities = await Promise.all(Array.from({ length: 5 }, () => signIn.identify(headers)))
  expect(identities.map(({ user }) => user)).toEqual(Array.from({ length: 5 }, () => 'vera'))
  expect(provider.tokenRequests() - before).toBe(1)
  expect(seen.at(-1)).not.toBe(refused)
  expect((await signIn.renew(headers.get('cookie')))?.lines.length).toBeGreaterThan(0)
})

test('a token that is refused while the provider does not renew it ends with a reason', async () => {
  const headers = await begin()
  refused = seen.at(-1) ?? null
  viewers.forgetClients()
  provider.goAway()
  const error: unknown = await signIn.identify(headers).catch((reason: unknown) => reason)
  provider.comeBack()
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'unauthenticated', reason: 'session-refused' })
})
