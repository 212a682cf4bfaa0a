import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AppError } from '@/lib/domain/app-error'
import { returnPath } from '@/lib/domain/session/return-path'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { identify } from './identify'
import { noteUser } from './note-user'

/** The header in which `proxy.ts` tells a page its own path and query. */
export const pathHeader = 'x-signpost-path'

/** Who looks at the page that is being rendered. Whoever did not sign in is led there and back. Throws AppError for what fails otherwise. */
export async function admitPage(runtime: ConsoleRuntime): Promise<Identity> {
  const sent = await headers()
  try {
    const identity = await identify(runtime, sent)
    noteUser(identity)
    return identity
  } catch (error) {
    if (isSignInNeeded(error)) redirect(signInPath(error, sent.get(pathHeader)))
    throw error
  }
}

/** Whether the page that is being rendered has the console around it: all but the sign-in. Leads to the sign-in like `admitPage`. */
export async function hasConsoleAround(): Promise<boolean> {
  const sent = await headers()
  if (/^\/sign-in(\/|\?|$)/.test(sent.get(pathHeader) ?? '')) return false
  const elsewhere = await turnAway(sent, sent.get(pathHeader))
  if (elsewhere !== null) redirect(elsewhere)
  return true
}

/** Where a page's request goes instead when nobody is signed in; null when the page may be made. What fails otherwise, the page itself tells. */
export async function turnAway(sent: Headers, path: string | null): Promise<string | null> {
  try {
    await identify(currentRuntime(), sent)
    return null
  } catch (error) {
    return isSignInNeeded(error) ? signInPath(error, path) : null
  }
}

// The page of the sign-in says as well that the provider does not answer, which no other page would be any use without.
function isSignInNeeded(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'unauthenticated' || error.reason === 'provider-unavailable')
}

function signInPath({ reason }: AppError, path: string | null): string {
  const search = new URLSearchParams()
  if (reason !== 'unauthenticated') search.set('why', reason)
  const to = returnPath(path)
  if (to !== '/') search.set('to', to)
  return search.size === 0 ? '/sign-in' : `/sign-in?${search}`
}
