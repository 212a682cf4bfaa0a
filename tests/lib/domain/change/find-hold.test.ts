import { describe, expect, it } from 'vitest'
import { endpoint, headless, placeOf } from '@/lib/domain/change/endpoint'
import { findHold } from '@/lib/domain/change/find-hold'
import { changeEntry, changeId } from './change-entries'

describe('findHold', () => {
  it.each(['failed', 'undoing', 'undone', 'undo-failed'] as const)(
    'holds the target of a change that is %s',
    (state) => {
      expect(findHold([changeEntry(1, { state })], 'b.example')?.id).toBe(changeId(1))
    },
  )

  it.each(['completed', 'soaking', 'inconclusive', 'reverted', 'not-applied'] as const)(
    'does not hold the target of a change that is %s',
    (state) => {
      expect(findHold([changeEntry(1, { state })], 'b.example')).toBeNull()
    },
  )

  it('ends with a later change to the same target that stood', () => {
    const entries = [changeEntry(1, { state: 'undone' }), changeEntry(2, { state: 'completed' })]
    expect(findHold(entries, 'b.example')).toBeNull()
  })

  it('does not end with an attempt that was never applied', () => {
    const entries = [changeEntry(1, { state: 'undone' }), changeEntry(2, { state: 'conflict' })]
    expect(findHold(entries, 'b.example')?.id).toBe(changeId(1))
  })

  it('holds no other target, and none that an undo led back to', () => {
    const back = changeEntry(2, { kind: 'undo', state: 'failed', to: endpoint('ExternalName', 'a.example') })
    expect(findHold([changeEntry(1, { state: 'undone' }), back], 'a.example')).toBeNull()
  })

  it('holds addresses as it does a name', () => {
    const to = headless(['203.0.113.9'], [])
    const entries = [changeEntry(1, { kind: 'to-headless', state: 'undone', to })]
    expect(findHold(entries, placeOf(to))?.id).toBe(changeId(1))
    expect(findHold(entries, placeOf(headless(['203.0.113.8'], [])))).toBeNull()
  })
})
