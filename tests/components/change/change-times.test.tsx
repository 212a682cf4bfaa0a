import { describe, expect, it } from 'vitest'
import { elapsedSeconds, secondsToSeen } from '@/components/change/change-times'
import { clockText, leftWords, spanWords, tookWords } from '@/components/change/clock-text'
import { makeChange } from './changes'

const appliedAt = '2026-11-23T14:06:40.000Z'
const appliedMs = Date.parse(appliedAt)
const step = (state: 'applied' | 'verifying' | 'soaking', seconds: number) => ({
  state,
  at: new Date(appliedMs + seconds * 1000).toISOString(),
  note: null,
})
const running = makeChange({ steps: [step('applied', 0)], state: 'applied' })

describe('the cut-over clock', () => {
  it('counts from the moment it was applied', () => {
    expect(elapsedSeconds(running, appliedMs + 19_900)).toBe(19)
    expect(elapsedSeconds(running, appliedMs - 5000)).toBe(0)
  })

  it('stops when the resolvers of the cluster answer the new name', () => {
    const answers = [{ resolver: '10.96.0.10:53', startedAt: appliedAt, marks: 'ooooon' }]
    expect(secondsToSeen({ ...running, answers })).toBe(5)
    expect(secondsToSeen({ ...running, answers, steps: [...running.steps, step('verifying', 5.4)] })).toBe(5.4)
    expect(secondsToSeen({ ...running, answers: [{ resolver: 'x', startedAt: appliedAt, marks: 'oo' }] })).toBeNull()
  })

  it('stops by the steps where nobody recorded answers, once it is proven', () => {
    const steps = [step('applied', 0), step('verifying', 2)]
    expect(secondsToSeen({ ...running, steps })).toBeNull()
    expect(secondsToSeen({ ...running, steps: [...steps, step('soaking', 3)] })).toBe(2)
  })
})

describe('times in words', () => {
  it('are minutes and seconds on the clock', () => {
    expect([0, 36, 725].map(clockText)).toEqual(['0:00', '0:36', '12:05'])
  })

  it('are in the unit that fits', () => {
    expect([13, 119, 1800, 7200, 200_000].map(spanWords)).toEqual(['13 s', '119 s', '30 min', '2 h', '2 d'])
    expect([leftWords(13), leftWords(0)]).toEqual(['13 s left', 'any moment'])
    expect([0.04, 0.4, 12, 72].map(tookWords)).toEqual(['< 0.1 s', '0.4 s', '12 s', '1:12'])
  })
})
