import { expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { attemptRefusal } from '@/lib/domain/change/attempt-refusal'
import type { Precheck } from '@/lib/domain/change/precheck'

const check = (code: string, state: Precheck['state'], evidence: string): Precheck => ({
  ...{ code, state, title: `The check ${code}`, evidence, checkedAt: '2026-11-23T12:00:00.000Z' },
})

test.each([
  ['a stale plan or a lost race', new AppError('conflict', 'It moved.', { reason: 'plan-stale' }), 'PlanStale'],
  ['a change id used before', new AppError('conflict', 'Used.', { reason: 'change-id-reused' }), 'ChangeIdReused'],
  ['another conflict', new AppError('conflict', 'Applying.', { reason: 'change-in-flight' }), 'ChangeConflict'],
  ['a right that is missing', new AppError('forbidden', 'ada may not override.'), 'ChangeForbidden'],
  ['a cluster that is away', new AppError('unavailable', 'No answer.'), 'ChangeNotStarted'],
  ['what cannot be computed', new AppError('unprocessable', 'No colour.'), 'ChangeRefused'],
])('%s is told with its words', (_, error, reason) => {
  expect(attemptRefusal(error, [])).toMatchObject({ reason, says: error.message })
})

test('checks that were not passed are told with their evidence, and a refusal of the API server as that', () => {
  const error = new AppError('unprocessable', 'Not passed: two.', { reason: 'precheck' })
  const frozen = check('frozen', 'block', 'until Monday')
  expect(attemptRefusal(error, [frozen])).toEqual({
    ...{ cause: 'precheck', reason: 'ChecksNotPassed' },
    says: 'Not passed: The check frozen (frozen): until Monday',
  })
  const refused = check('dry-run', 'refuse', 'admission webhook "x" denied\u202e the request:\nno')
  expect(attemptRefusal(error, [frozen, refused])).toEqual({
    ...{ cause: 'dry-run', reason: 'DryRunRefused' },
    says: String.raw`Not passed: The check frozen (frozen): until Monday · The check dry-run (dry-run): admission webhook "x" denied\u{202e} the request:\u{a}no`,
  })
})

test.each([
  ['a malformed target', new AppError('invalid', 'No name.')],
  ['a made-up hash', new AppError('unprocessable', 'No hash.', { reason: 'invalid-hash' })],
  ['somebody unknown', new AppError('unauthenticated', 'Who?')],
  ['too many at once', new AppError('rate-limited', 'Wait.')],
])('%s is not told', (_, error) => {
  expect(attemptRefusal(error, [])).toBeNull()
})

test('endless words are cut', () => {
  expect(attemptRefusal(new AppError('conflict', 'x'.repeat(9_000)), [])?.says.length).toBeLessThanOrEqual(1_025)
})
