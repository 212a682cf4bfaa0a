import { describe, expect, test } from 'vitest'
import { judgeReview, type ReviewFacts } from '@/lib/domain/review/judge-review'
import { cadenceDays, decisionEndMs } from '@/lib/domain/review/review-cadence'
import type { ReviewEntry } from '@/lib/domain/review/review-entry'
import { sampleCadence, sampleEntry, sampleHash } from './sample-review'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-29T12:00:00Z')
const inDays = (days: number) => new Date(nowMs + days * dayMs).toISOString()

const facts = (entries: ReviewEntry[], over: Partial<ReviewFacts> = {}): ReviewFacts => ({
  ...{ entries, uid: 'uid-1', hash: sampleHash, environment: null, createdAt: '2026-01-01T00:00:00Z' },
  ...over,
})
const state = (entry: Partial<ReviewEntry>, over: Partial<ReviewFacts> = {}) =>
  judgeReview(facts([sampleEntry(entry)], over), sampleCadence, nowMs).state

describe('the state of a review', () => {
  test.each<[string, Partial<ReviewEntry>, Partial<ReviewFacts>, string]>([
    ['signed off and far from its end', { until: inDays(15) }, {}, 'signed-off'],
    ['signed off and near its end', { until: inDays(14) }, {}, 'due'],
    ['signed off and over', { until: inDays(-1) }, {}, 'overdue'],
    ['over at the very moment', { until: inDays(0) }, {}, 'overdue'],
    ['signed off as something else', { until: inDays(60) }, { hash: 'b'.repeat(64) }, 'changed'],
    ['signed off as something else and over', { until: inDays(-1) }, { hash: 'b'.repeat(64) }, 'overdue'],
    ['another Service of its name', { until: inDays(60) }, { uid: 'uid-2' }, 'never-reviewed'],
    ['to be given to somebody', { decision: 'reassign', until: inDays(20) }, {}, 'reassigned'],
    ['to be changed', { decision: 'needs-change', until: inDays(20) }, {}, 'needs-change'],
    ['to be retired', { decision: 'retire', until: inDays(2) }, {}, 'retiring'],
    ['changed as was asked', { decision: 'needs-change', until: inDays(20) }, { hash: 'b'.repeat(64) }, 'changed'],
    ['to be retired and still there', { decision: 'retire', until: inDays(-2) }, {}, 'overdue'],
  ])('of what is %s is told', (_, entry, over, expected) => {
    expect(state(entry, over)).toBe(expected)
  })

  test('of what was never reviewed waits without a day, unless the settings name one', () => {
    expect(judgeReview(facts([]), sampleCadence, nowMs)).toMatchObject({
      state: 'never-reviewed',
      dueAt: null,
      last: null,
    })
    const since = (day: string) => ({ ...sampleCadence, sinceMs: Date.parse(day) })
    expect(judgeReview(facts([]), since('2026-08-01'), nowMs)).toMatchObject({
      state: 'overdue',
      dueAt: '2026-10-30T00:00:00.000Z',
    })
    expect(judgeReview(facts([]), since('2026-11-01'), nowMs).state).toBe('never-reviewed')
    const born = facts([], { createdAt: '2026-11-28T00:00:00Z' })
    expect(judgeReview(born, since('2026-01-01'), nowMs).dueAt).toBe('2027-02-26T00:00:00.000Z')
  })

  test('rests on the last decision about this very Service, and says that another one was there before', () => {
    const entries = [
      sampleEntry({ id: 'first', uid: 'uid-1', until: inDays(60) }),
      sampleEntry({ id: 'other', uid: 'uid-0' }),
    ]
    expect(judgeReview(facts(entries), sampleCadence, nowMs)).toMatchObject({ last: { id: 'first' }, remade: null })
    expect(judgeReview(facts(entries, { uid: 'uid-9' }), sampleCadence, nowMs)).toMatchObject({
      ...{ last: null, isUnchanged: false },
      remade: { by: 'ada' },
    })
  })

  test('lets only what was signed off as it is be confirmed without a look', () => {
    const judged = (entry: Partial<ReviewEntry>, over: Partial<ReviewFacts> = {}) =>
      judgeReview(facts([sampleEntry(entry)], over), sampleCadence, nowMs).isUnchanged
    expect(judged({ until: inDays(-50) })).toBe(true)
    expect(judged({}, { hash: 'b'.repeat(64) })).toBe(false)
    expect(judged({ decision: 'retire' })).toBe(false)
    expect(judgeReview(facts([]), sampleCadence, nowMs).isUnchanged).toBe(false)
  })
})

describe('how long a decision holds', () => {
  test('is a setting, and one of its own for some environments', () => {
    expect(cadenceDays(sampleCadence, 'production')).toBe(90)
    expect(cadenceDays(sampleCadence, 'development')).toBe(180)
    expect(cadenceDays(sampleCadence, null)).toBe(90)
    expect(cadenceDays(sampleCadence, 'toString')).toBe(90)
  })

  test('is shorter for what asks for something to be done', () => {
    const days = (decision: ReviewEntry['decision'], environment: string | null = null) =>
      (decisionEndMs(sampleCadence, environment, decision, nowMs) - nowMs) / dayMs
    expect(days('confirm')).toBe(90)
    expect(days('confirm', 'development')).toBe(180)
    for (const decision of ['reassign', 'needs-change', 'retire'] as const)
      expect(days(decision, 'development')).toBe(30)
  })
})
