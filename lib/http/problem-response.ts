import type { z } from 'zod'
import type { Problem } from '@/lib/contract/problem'
import { AppError, type AppErrorCode, type FieldCause } from '@/lib/domain/app-error'
import { currentRequest } from '@/lib/server/requests/request-context'

const statuses: Readonly<Record<AppErrorCode, { status: number; title: string }>> = {
  invalid: { status: 400, title: 'Bad request' },
  unauthenticated: { status: 401, title: 'Sign-in needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  unprocessable: { status: 422, title: 'Cannot be done as asked' },
  'too-large': { status: 413, title: 'Too large' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Not available now' },
  internal: { status: 500, title: 'Internal error' },
}

/** The one mapping of failures to `application/problem+json` (RFC 9457). Whatever is not an AppError is logged and told without details. */
export function problemResponse(error: unknown, status?: number): Response {
  const failure = error instanceof AppError ? error : unexpected(error)
  const known = statuses[failure.code]
  const request = currentRequest()
  if (request !== undefined) request.code = failure.reason
  const problem: Problem = {
    ...failure.extra,
    type: 'about:blank',
    title: known.title,
    status: status ?? known.status,
    detail: failure.message,
    code: failure.reason,
    ...(request === undefined ? {} : { requestId: request.id }),
    ...(failure.causes.length > 0 ? { causes: [...failure.causes] } : {}),
    ...(failure.warnings.length > 0 ? { warnings: [...failure.warnings] } : {}),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (failure.retryAfterSeconds !== undefined) headers.set('retry-after', String(failure.retryAfterSeconds))
  if (failure.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="signpost"')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** A schema's refusal as AppError `unprocessable` that names each field, with `where` (query, path, body) before the first. */
export function refusedInput(where: string, error: z.ZodError): AppError {
  const causes = error.issues.slice(0, 20).flatMap((issue): FieldCause[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ field: [...issue.path, key].join('.') || where, message: 'is not known here' }))
    }
    return [{ field: issue.path.join('.') || where, message: issue.message }]
  })
  return new AppError(
    'unprocessable',
    `${where}: ${causes.map(({ field, message }) => `${field} ${message}`).join('; ')}`,
    { reason: 'invalid', causes },
  )
}

function unexpected(error: unknown): AppError {
  console.error('unexpected failure', error)
  return new AppError('internal', 'Something went wrong inside the console; its log says more.')
}
