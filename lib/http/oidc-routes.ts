import { AppError } from '@/lib/domain/app-error'
import { returnPath } from '@/lib/domain/session/return-path'
import { readSignInReason } from '@/lib/domain/session/sign-in-reason'
import { currentRequest } from '@/lib/server/requests/request-context'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import type { OidcGate } from '@/lib/server/sign-in/oidc-gate'
import { maximumUrlLength } from './guard-request'
import { problemResponse } from './problem-response'
import { limitOf } from './rate-limit'
import { refuseHost } from './refuse-host'

const longestLogoutToken = 16_384

/** `GET /sign-in/oidc?to=`: leads a browser to the OpenID provider. */
export async function beginOidc(request: Request): Promise<Response> {
  return withGate(request, async (gate) => {
    const to = new URL(request.url).searchParams.get('to')
    try {
      const { url, cookies } = await gate.begin(to, request.headers.get('cookie'))
      return redirection(url, cookies)
    } catch (error) {
      return toSignIn(gate, error, returnPath(to), [])
    }
  })
}

/** `GET /sign-in/callback`: the provider sent a browser back. */
export async function finishOidc(request: Request): Promise<Response> {
  return withGate(request, async (gate) => {
    const cookieHeader = request.headers.get('cookie')
    const forgotten = gate.forget(cookieHeader)
    try {
      const { pathname, search } = new URL(request.url)
      const { cookies, to } = await gate.finish(`${pathname}${search}`, cookieHeader)
      return redirection(to, [...forgotten, ...cookies])
    } catch (error) {
      return toSignIn(gate, error, await gate.returnPath(cookieHeader), forgotten)
    }
  })
}

/** `POST /sign-in/back-channel-logout`: the provider ends sessions (OpenID Connect Back-Channel Logout 1.0 §2.5). */
export async function endByProvider(request: Request): Promise<Response> {
  return withGate(request, async (gate) => {
    if (Number(request.headers.get('content-length') ?? 0) > longestLogoutToken) {
      throw new AppError('too-large', 'The logout token is larger than 16 KiB.')
    }
    const token = new URLSearchParams((await request.text()).slice(0, longestLogoutToken)).get('logout_token')
    if (token === null) throw new AppError('invalid', 'logout_token: is missing')
    await gate.signOutByProvider(token)
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  })
}

async function withGate(request: Request, answer: (gate: OidcGate) => Promise<Response>): Promise<Response> {
  try {
    const refusal = refuseHost(request.headers)
    if (refusal) return refusal
    const runtime = currentRuntime()
    const { oidc } = runtime.signIn
    if (oidc === null) throw new AppError('not-found', 'Nobody signs in here by a provider: SIGNPOST_AUTH is not oidc.')
    if (request.url.length > maximumUrlLength) throw new AppError('too-large', 'The URL is longer than 8 KiB.')
    // Each costs the provider a question.
    limitOf(runtime).takeUnknown(currentRequest()?.peer ?? '')
    return await answer(oidc)
  } catch (error) {
    return problemResponse(error)
  }
}

/** What went wrong stands in the log; the page gets a word for it alone, because whatever stands in an address can be made up. */
function toSignIn(gate: OidcGate, error: unknown, to: string, cookies: readonly string[]): Response {
  if (!(error instanceof AppError)) throw error
  gate.refused(error)
  const search = new URLSearchParams({ why: readSignInReason(error.reason) ?? 'provider-unavailable' })
  if (to !== '/') search.set('to', to)
  return redirection(`/sign-in?${search}`, cookies)
}

function redirection(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
