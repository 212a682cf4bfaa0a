import { AppError } from '@/lib/domain/app-error'
import type { Identity } from '@/lib/server/access/identity'
import { currentRequest } from '@/lib/server/requests/request-context'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { limitOf } from './rate-limit'

const maximumTokenLength = 16_384

/**
 * Who sent the request, by the configured mode: the kubeconfig's user, the bearer of a token, whose session its cookies hold, or whom a trusted proxy names. Throws AppError
 * `unauthenticated`, with a reason, when nobody is named; `Impersonate-*` headers are never read.
 */
export async function identify(runtime: ConsoleRuntime, headers: Headers): Promise<Identity> {
  const { signIn, viewers } = runtime
  if (signIn.mode === 'loopback') return viewers.loopback()
  const authorization = headers.get('authorization')
  if (authorization === null || !signIn.takesBearer) return signIn.identify(headers)
  const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1]
  if (token === undefined || token.length > maximumTokenLength) {
    throw new AppError('unauthenticated', 'Send a Kubernetes token as Authorization: Bearer, or sign in at /sign-in.')
  }
  limitUnknown(runtime, token)
  return viewers.bearer(token, signIn.mode)
}

/**
 * A token nobody knows costs the API server a question: those of one address share a limit, so that guessing there cannot become a flood, nor keep
 * others from signing in. Throws AppError `rate-limited`.
 */
export function limitUnknown(runtime: ConsoleRuntime, token: string): void {
  if (!runtime.viewers.remembers(token)) limitOf(runtime).takeUnknown(currentRequest()?.peer ?? '')
}
