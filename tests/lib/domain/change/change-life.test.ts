import { describe, expect, it } from 'vitest'
import { isAhead, isInFlight, mayFollow, wasNeverApplied } from '@/lib/domain/change/change-life'
import { type ChangeState, changeStates } from '@/lib/domain/change/change-state'

describe('the life of a change', () => {
  it.each([
    ['ready', 'applying'],
    ['ready', 'cancelled'],
    ['ready', 'patch-proposed'],
    ['applying', 'applied'],
    ['applying', 'conflict'],
    ['applying', 'not-applied'],
    ['applied', 'propagating'],
    ['propagating', 'verifying'],
    ['verifying', 'soaking'],
    ['soaking', 'completed'],
    ['verifying', 'inconclusive'],
    ['soaking', 'inconclusive'],
    ['verifying', 'failed'],
    ['soaking', 'failed'],
    ['inconclusive', 'completed'],
    ['failed', 'undoing'],
    ['undoing', 'undone'],
    ['undoing', 'undo-failed'],
    ['patch-proposed', 'observed-live'],
    ['observed-live', 'verifying'],
  ] as const)('goes from %s to %s', (state, next) => {
    expect(mayFollow(state, next)).toBe(true)
  })

  it.each([
    ['applied', 'completed'],
    ['propagating', 'soaking'],
    ['applying', 'completed'],
    ['completed', 'failed'],
    ['not-applied', 'completed'],
    ['cancelled', 'applying'],
    ['undone', 'completed'],
    ['patch-proposed', 'applied'],
  ] as const)('never goes from %s to %s', (state, next) => {
    expect(mayFollow(state, next)).toBe(false)
  })

  it.each(['applied', 'propagating', 'verifying', 'soaking', 'completed'] as const)(
    'may be reverted while %s',
    (state) => {
      expect(mayFollow(state, 'reverted')).toBe(true)
    },
  )

  it('never reaches completed without having been verified or kept by a person', () => {
    const before = changeStates.filter((state) => mayFollow(state, 'completed'))
    expect(before.sort()).toEqual(['failed', 'inconclusive', 'soaking', 'undo-failed'])
  })

  it('lies ahead however many steps away, never behind, but for an undo that may be tried again', () => {
    expect(isAhead('applying', 'completed')).toBe(true)
    expect(isAhead('completed', 'applied')).toBe(false)
    expect(isAhead('undone', 'undoing')).toBe(false)
    const turning = changeStates.filter((state) =>
      changeStates.some((next) => isAhead(state, next) && isAhead(next, state)),
    )
    expect(turning.sort()).toEqual(['completed', 'reverted', 'undo-failed', 'undoing'])
  })

  it.each([
    ['applying', true, false],
    ['applied', true, false],
    ['verifying', true, false],
    ['soaking', false, false],
    ['patch-proposed', false, true],
    ['conflict', false, true],
    ['not-applied', false, true],
    ['inconclusive', false, false],
  ] satisfies Array<[ChangeState, boolean, boolean]>)(
    '%s: in flight %s, never applied %s',
    (state, inFlight, never) => {
      expect([isInFlight({ state }), wasNeverApplied({ state })]).toEqual([inFlight, never])
    },
  )
})
