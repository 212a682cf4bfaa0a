import { describe, expect, test } from 'vitest'
import { type ConfirmedAnswer, confirmAnswer } from '@/lib/domain/resolution/confirm-answer'
import { notAsked } from '@/lib/domain/resolution/not-asked'
import { outcomeSeverity } from '@/lib/domain/resolution/outcome-severity'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { splitHorizon } from '@/lib/domain/resolution/split-horizon'
import { type OutcomeCode, outcomeCodes } from '@/lib/domain/resolution/verdict'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import { hop } from './walks'

function answer(vantage: 'cluster' | 'outside', code: OutcomeCode, more: Partial<VantageAnswer> = {}): VantageAnswer {
  const verdict = { code, severity: outcomeSeverity[code], summary: `${code}.`, notes: [] }
  return { ...notAsked(vantage, ''), resolver: 'r', askedAt: '2026-11-23T12:00:00.000Z', verdict, ...more }
}

describe('worseAnswer', () => {
  test.each<[OutcomeCode, OutcomeCode, 'cluster' | 'outside']>([
    ['OK', 'OK', 'cluster'],
    ['OK', 'NODATA', 'outside'],
    ['NODATA', 'OK', 'cluster'],
    ['OK', 'TIMEOUT', 'cluster'],
    ['TIMEOUT', 'OK', 'outside'],
    ['TIMEOUT', 'REFUSED', 'cluster'],
    ['SERVFAIL_CACHED', 'OK_V6_ONLY', 'cluster'],
  ])('of %s in the cluster and %s outside takes %s', (inside, outside, expected) => {
    const answers = [answer('cluster', inside), answer('outside', outside)]
    expect(worseAnswer(answers)?.vantage).toBe(expected)
    expect(worseAnswer(answers.toReversed())?.vantage).toBe(expected)
  })

  test('is null without answers', () => {
    expect(worseAnswer([])).toBeNull()
  })
})

describe('confirmAnswer', () => {
  const good = answer('outside', 'OK')
  const bad = answer('outside', 'NXDOMAIN_ORIGIN')
  const silent = answer('outside', 'TIMEOUT')

  test('the first failure after a success keeps the success, marked unconfirmed', () => {
    const kept = confirmAnswer({ shown: good, isUnconfirmed: false }, bad, false)
    expect(kept.isUnconfirmed).toBe(true)
    expect(kept.shown.verdict).toMatchObject({
      code: 'OK',
      severity: 'info',
      notes: [{ code: 'UNCONFIRMED', severity: 'info', evidence: 'NXDOMAIN_ORIGIN.' }],
    })
  })

  test('the second failure shows itself', () => {
    const kept = confirmAnswer({ shown: good, isUnconfirmed: false }, silent, false)
    expect(confirmAnswer(kept, bad, false)).toEqual({ shown: bad, isUnconfirmed: false })
  })

  test('a success after one failure leaves no mark', () => {
    const kept = confirmAnswer({ shown: good, isUnconfirmed: false }, bad, false)
    expect(confirmAnswer(kept, good, false)).toEqual({ shown: good, isUnconfirmed: false })
  })

  test('silence does not hide a known failure before the second time', () => {
    const kept = confirmAnswer({ shown: bad, isUnconfirmed: false }, silent, false)
    expect(kept).toMatchObject({
      isUnconfirmed: true,
      shown: { verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical' } },
    })
  })

  test('a failure after silence, as of a resolver that is starting, needs a second one to be critical', () => {
    const kept = confirmAnswer({ shown: silent, isUnconfirmed: false }, bad, false)
    expect(kept).toMatchObject({ isUnconfirmed: true, shown: { verdict: { code: 'TIMEOUT', severity: 'unknown' } } })
    expect(confirmAnswer(kept, bad, false)).toEqual({ shown: bad, isUnconfirmed: false })
    expect(confirmAnswer(kept, good, false)).toEqual({ shown: good, isUnconfirmed: false })
  })

  test.each(outcomeCodes.filter((code) => outcomeSeverity[code] === 'unknown'))(
    '%s is never critical, however often',
    (code) => {
      let kept: ConfirmedAnswer = { shown: good, isUnconfirmed: false }
      for (let times = 0; times < 5; times += 1) kept = confirmAnswer(kept, answer('outside', code), false)
      expect(kept).toMatchObject({ isUnconfirmed: false, shown: { verdict: { code, severity: 'unknown' } } })
    },
  )

  test.each(outcomeCodes.filter((code) => outcomeSeverity[code] === 'critical'))(
    'one %s is not critical, two are',
    (code) => {
      for (const shown of [good, silent]) {
        const once = confirmAnswer({ shown, isUnconfirmed: false }, answer('outside', code), false)
        expect(once.shown.verdict.severity).not.toBe('critical')
        expect(confirmAnswer(once, answer('outside', code), false).shown.verdict.severity).toBe('critical')
      }
    },
  )

  test.each([
    ['the first answer', null, bad, false],
    ['a final answer', { shown: good, isUnconfirmed: false }, bad, true],
    ['a recovery', { shown: bad, isUnconfirmed: false }, good, false],
    ['a warning', { shown: good, isUnconfirmed: false }, answer('outside', 'PARTIAL_FAILURE'), false],
    ['another failure', { shown: bad, isUnconfirmed: false }, answer('outside', 'NODATA'), false],
  ])('takes %s as it is', (_, previous, next, isFinal) => {
    expect(confirmAnswer(previous, next, isFinal)).toEqual({ shown: next, isUnconfirmed: false })
  })
})

describe('splitHorizon', () => {
  const chained = (terminal: string, ...addresses: string[]) => ({
    addresses,
    hops: [hop('a.test', 'CNAME', terminal), ...addresses.map((data) => hop(terminal, 'A', data))],
  })

  test.each<[string, VantageAnswer, VantageAnswer, string | null]>([
    [
      'a failure on one side',
      answer('cluster', 'SERVFAIL_UNKNOWN'),
      answer('outside', 'OK', chained('b.test', '203.0.113.1')),
      'warning',
    ],
    [
      'a name that exists on one side',
      answer('cluster', 'OK', chained('b.test', '10.0.0.1')),
      answer('outside', 'NXDOMAIN_ORIGIN'),
      'warning',
    ],
    [
      'another terminal name',
      answer('cluster', 'OK', chained('b.test', '203.0.113.1')),
      answer('outside', 'OK', chained('c.test', '203.0.113.1')),
      'info',
    ],
    [
      'another scope',
      answer('cluster', 'OK', chained('b.test', '10.0.0.1')),
      answer('outside', 'OK', chained('b.test', '203.0.113.1')),
      'info',
    ],
    [
      'other addresses',
      answer('cluster', 'OK', chained('b.test', '203.0.113.2')),
      answer('outside', 'OK', chained('b.test', '203.0.113.1')),
      null,
    ],
    ['the reason for a failure', answer('cluster', 'SERVFAIL_UNKNOWN'), answer('outside', 'SERVFAIL_UPSTREAM'), null],
    [
      'where a missing name was found out',
      answer('cluster', 'NXDOMAIN_ORIGIN'),
      answer('outside', 'NXDOMAIN_AT_HOP'),
      null,
    ],
    ['silence on one side', answer('cluster', 'TIMEOUT'), answer('outside', 'NXDOMAIN_ORIGIN'), null],
  ])('%s', (_, cluster, outside, severity) => {
    expect(splitHorizon('a.test', cluster, outside)?.severity ?? null).toBe(severity)
  })
})
