import { expect, test } from 'vitest'
import { isExpired, statusError } from '@/lib/kubernetes/status-error'
import { statusOf } from './loopback-api'

test.each([
  [400, 'BadRequest', 'invalid', 'invalid'],
  [401, 'Unauthorized', 'unauthenticated', 'unauthenticated'],
  [403, 'Forbidden', 'forbidden', 'forbidden'],
  [404, 'NotFound', 'not-found', 'not-found'],
  [405, 'MethodNotAllowed', 'invalid', 'invalid'],
  [409, 'Conflict', 'conflict', 'conflict'],
  [409, 'AlreadyExists', 'conflict', 'already-exists'],
  [410, 'Expired', 'conflict', 'expired'],
  [413, 'RequestEntityTooLarge', 'too-large', 'too-large'],
  [422, 'Invalid', 'unprocessable', 'unprocessable'],
  [429, 'TooManyRequests', 'unavailable', 'unavailable'],
  [500, 'InternalError', 'unavailable', 'unavailable'],
  [504, 'Timeout', 'unavailable', 'unavailable'],
])('%i %s is %s, reason %s', (status, statusReason, code, reason) => {
  const error = statusError({ status, body: statusOf(status, statusReason, 'the server says so') })
  expect(error).toMatchObject({ code, reason, message: 'the server says so', extra: { status, reason: statusReason } })
  expect(error.retryAfterSeconds).toBe(code === 'unavailable' ? 3 : undefined)
  expect(isExpired(error)).toBe(status === 410)
})

test('causes keep their field and message', () => {
  const causes = [
    { reason: 'FieldValueInvalid', message: 'must be a host', field: 'spec.externalName' },
    'odd',
    { reason: 'R' },
  ]
  const error = statusError({ status: 422, body: { ...statusOf(422, 'Invalid', 'no'), details: { causes } } })
  expect(error.causes).toEqual([
    { field: 'spec.externalName', message: 'must be a host' },
    { field: '', message: 'R' },
  ])
})

test('the time to wait comes from the header, else from the Status, and is at most a minute', () => {
  const body = { ...statusOf(429, 'TooManyRequests', 'slow down'), details: { retryAfterSeconds: 7 } }
  expect(statusError({ status: 429, body }).retryAfterSeconds).toBe(7)
  expect(statusError({ status: 429, body, retryAfter: '2' }).retryAfterSeconds).toBe(2)
  expect(statusError({ status: 429, body, retryAfter: '86400' }).retryAfterSeconds).toBe(60)
  expect(statusError({ status: 429, body, retryAfter: 'Mon, 23 Nov 2026 10:00:00 GMT' }).retryAfterSeconds).toBe(3)
})

test('an answer that is no Status is told by its text, cut, or by its number', () => {
  expect(statusError({ status: 502, body: ' bad gateway\n' }).message).toBe('bad gateway')
  expect(statusError({ status: 502, body: 'x'.repeat(9_000) }).message).toHaveLength(2_000)
  expect(statusError({ status: 503, body: null })).toMatchObject({
    code: 'unavailable',
    message: 'the API server answered 503',
  })
  expect(statusError({ status: 302, body: '' }).code).toBe('unavailable')
})
