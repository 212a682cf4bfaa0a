import { AppError } from '@/lib/domain/app-error'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { limitOf } from './rate-limit'

const maximumTokenLength = 16_384

/** Who sent the request, by the configured mode. Throws AppError `unauthenticated` when nobody is named; `Impersonate-*` headers are never read. */
export async function identify(runtime: ConsoleRuntime, headers: Headers): Promise<Identity> {
  if (runtime.viewers.mode === 'loopback') return runtime.viewers.loopback()
  const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (token === undefined || token.length > maximumTokenLength) {
    throw new AppError('unauthenticated', 'Send a Kubernetes token as Authorization: Bearer.')
  }
  // A token nobody knows costs the API server a question: all such share one limit, so that guessing cannot become a flood.
  if (!runtime.viewers.remembers(token)) limitOf(runtime).take('unknown tokens')
  return runtime.viewers.bearer(token)
}
