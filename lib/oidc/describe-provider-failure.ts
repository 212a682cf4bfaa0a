import type { ClientError } from 'openid-client'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'

/** Errors of a token endpoint (RFC 6749 §5.2) that say the grant itself is over; of all others the same grant may work later. */
const finalErrors = new Set([
  'invalid_grant',
  'access_denied',
  'interaction_required',
  'login_required',
  'consent_required',
])

/**
 * A failure on the way to the provider as AppError: `unauthenticated` with reason `provider-refused` where it decided against the viewer or what it
 * said does not hold, else `unavailable` with reason `provider-unavailable`. The message is for the log; it holds no token.
 */
export async function describeProviderFailure(error: unknown): Promise<AppError> {
  if (error instanceof AppError) return error
  const { AuthorizationResponseError, ClientError, ResponseBodyError } = await import('openid-client')
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const told = `${error.error}${error.error_description ? `: ${error.error_description}` : ''}`
    return finalErrors.has(error.error) ? refused(told, error) : away(told, error)
  }
  if (error instanceof ClientError && error.code !== undefined && !isTransport(error)) {
    return refused(`${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`, error)
  }
  return away(reasonOf(error), error)
}

function isTransport({ code, cause }: ClientError): boolean {
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true
  return code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || (cause instanceof Response && cause.status >= 500)
}

function reasonOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string' && /^E[A-Z]+|CERT|TLS|UND_/.test(each.code)) return each.code
    if (!(each.cause instanceof Error)) return each.message
  }
  return 'unknown failure'
}

function refused(why: string, cause: unknown): AppError {
  return new AppError('unauthenticated', `The sign-in provider refused: ${plainText(why, 300)}`, {
    reason: 'provider-refused',
    cause,
  })
}

function away(why: string, cause: unknown): AppError {
  return new AppError('unavailable', `The sign-in provider does not answer as it should: ${plainText(why, 300)}`, {
    ...{ reason: 'provider-unavailable', retryAfterSeconds: 5 },
    cause,
  })
}
