import { AppError, type AppErrorCode, type AppErrorOptions, type FieldCause } from '@/lib/domain/app-error'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'

const maxMessageLength = 2_000
const maxCauses = 50
const retryAfterSeconds = 3

const codes: Readonly<Record<number, AppErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'conflict',
  413: 'too-large',
  422: 'unprocessable',
}

export interface ErrorResponse {
  status: number
  body: unknown
  warnings?: readonly string[]
  retryAfter?: string | undefined
}

/**
 * The failure an API server reported, from an HTTP answer or the object of a watch's `ERROR` event. `message` is the server's own sentence;
 * `extra` holds its HTTP `status` and Status `reason`. 410 is `conflict` with reason `expired`; 429 and 5xx are `unavailable`.
 */
export function statusError({ status, body, warnings = [], retryAfter }: ErrorResponse): AppError {
  const object = isRecord(body) ? body : {}
  const code = codes[status] ?? (status > 400 && status < 500 && status !== 429 ? 'invalid' : 'unavailable')
  const reason = stringAt(object, 'reason') ?? null
  const options: AppErrorOptions = { causes: readCauses(object), warnings, extra: { status, reason } }
  if (status === 410) options.reason = 'expired'
  if (reason === 'AlreadyExists') options.reason = 'already-exists'
  if (code === 'unavailable') options.retryAfterSeconds = readRetryAfter(object, retryAfter)
  return new AppError(code, readMessage(status, object, body), options)
}

/** Whether the resourceVersion or the continue token was too old: list again. */
export function isExpired(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'expired'
}

/** A failure without an answer: the server could not be reached, did not answer in time, or broke off. `message` must hold no secret. */
export function unreachable(message: string, reason: 'unreachable' | 'timeout', cause?: unknown): AppError {
  return new AppError('unavailable', message, { reason, retryAfterSeconds, cause })
}

function readMessage(status: number, object: JsonRecord, body: unknown): string {
  const text = stringAt(object, 'message') ?? (typeof body === 'string' ? body.trim() : '')
  return text === '' ? `the API server answered ${status}` : text.slice(0, maxMessageLength)
}

function readCauses(object: JsonRecord): FieldCause[] {
  const causes = listAt(recordAt(object, 'details'), 'causes').slice(0, maxCauses)
  return causes.filter(isRecord).map((cause) => ({
    field: stringAt(cause, 'field') ?? '',
    message: (stringAt(cause, 'message') ?? stringAt(cause, 'reason') ?? '').slice(0, maxMessageLength),
  }))
}

function readRetryAfter(object: JsonRecord, header: string | undefined): number {
  const seconds = Number(header ?? recordAt(object, 'details').retryAfterSeconds)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), 60) : retryAfterSeconds
}
