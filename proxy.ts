import { type NextRequest, NextResponse } from 'next/server'
import { pathHeader, turnAway } from '@/lib/http/admit-page'
import { answerHeaders } from '@/lib/http/answer-headers'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { reachedByHttps } from '@/lib/http/reached-by-https'
import { refuseHost } from '@/lib/http/refuse-host'
import { renewCookies } from '@/lib/http/renew-cookies'
import { undecodablePath } from '@/lib/http/undecodable-path'

/**
 * A second layer before pages and routes: paths that cannot be decoded, sessions that are renewed, pages that need a sign-in first, and the headers
 * of every answer. Every route and page checks for itself.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl
  const refusal = undecodablePath(pathname) ?? (isHealth(pathname) ? null : refuseHost(request.headers))
  if (refusal) return refusal
  const headers = new Headers(request.headers)
  const renewed = isOpen(pathname) ? [] : await renewCookies(headers)
  const elsewhere = isPage(pathname) ? await turnAway(headers, `${pathname}${search}`) : null
  const policy = passPolicy(headers)
  const isHttps = reachedByHttps(process.env, request.headers.get('host'))
  headers.set(pathHeader, `${pathname}${search}`)
  const response = elsewhere === null ? NextResponse.next({ request: { headers } }) : toSignIn(request, elsewhere)
  for (const [name, value] of answerHeaders(policy, isHttps)) response.headers.set(name, value)
  for (const cookie of renewed) response.headers.append('set-cookie', cookie)
  return response
}

/** A browser is led there; a script of a page that is open gets a 401, upon which Next loads the page as a browser would. */
function toSignIn({ headers, nextUrl }: NextRequest, path: string): NextResponse {
  if (headers.get('sec-fetch-dest') === 'empty') return new NextResponse('Sign in first.\n', { status: 401 })
  return NextResponse.redirect(new URL(path, nextUrl), 307)
}

/** Gives the page the policy of its answer, so that its own scripts carry the nonce. */
function passPolicy(headers: Headers): string {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  return policy
}

/** Probes of an orchestrator name the pod's address as Host. */
function isHealth(pathname: string): boolean {
  return pathname === '/healthz' || pathname === '/readyz'
}

/** What anybody may have. */
function isOpen(pathname: string): boolean {
  return isHealth(pathname) || pathname === '/icon.svg' || pathname === '/api/openapi.json'
}

function isPage(pathname: string): boolean {
  return !isOpen(pathname) && !/^\/(api|sign-in|_next)(\/|$)/.test(pathname)
}

export const config = { matcher: ['/((?!_next/static|favicon.ico).*)'] }
