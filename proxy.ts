import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { refuseHost } from '@/lib/http/refuse-host'
import { undecodablePath } from '@/lib/http/undecodable-path'

/** A second layer before pages and routes: paths that cannot be decoded, and the headers of every answer. Every route checks for itself. */
export function proxy(request: NextRequest): Response {
  const refusal = undecodablePath(request.nextUrl.pathname) ?? (isHealth(request) ? null : refuseHost(request.headers))
  if (refusal) return refusal
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  return response
}

/** Probes of an orchestrator name the pod's address as Host. */
function isHealth(request: NextRequest): boolean {
  return request.nextUrl.pathname === '/healthz' || request.nextUrl.pathname === '/readyz'
}

export const config = { matcher: ['/((?!_next/static|favicon.ico).*)'] }
