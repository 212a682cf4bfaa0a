import { describe, expect, it } from 'vitest'
import { nextAttentionMs } from '@/lib/domain/change/next-attention'
import { changeEntry } from './change-entries'

const madeMs = Date.parse(changeEntry(0).at)

describe('nextAttentionMs', () => {
  it('settles an intent 15 s after it was written', () => {
    const applying = changeEntry(0, { state: 'applying' })
    expect(nextAttentionMs(applying, { nowMs: madeMs + 2_000, isAtStart: true })).toBe(madeMs + 15_000)
  })

  it('settles an intent from a clock that is ahead 15 s after it was seen', () => {
    const applying = changeEntry(0, { state: 'applying' })
    expect(nextAttentionMs(applying, { nowMs: madeMs - 3_600_000, isAtStart: false })).toBe(madeMs - 3_600_000 + 15_000)
  })

  it.each(['applied', 'observed-live', 'propagating', 'verifying', 'soaking'] as const)(
    'takes a change that is %s up at once when the console starts',
    (state) => {
      expect(nextAttentionMs(changeEntry(0, { state }), { nowMs: madeMs + 5_000, isAtStart: true })).toBe(
        madeMs + 5_000,
      )
    },
  )

  it('leaves a proof to the console that leads it, for as long as it may take', () => {
    const verifying = changeEntry(0, { state: 'verifying' })
    expect(nextAttentionMs(verifying, { nowMs: madeMs + 1_000, isAtStart: false })).toBe(madeMs + 180_000)
  })

  it('leaves a soak to the console that leads it until it should have ended', () => {
    const soakUntil = new Date(madeMs + 600_000).toISOString()
    const soaking = changeEntry(0, { state: 'soaking', soakUntil })
    expect(nextAttentionMs(soaking, { nowMs: madeMs + 1_000, isAtStart: false })).toBe(madeMs + 630_000)
  })

  it.each(['completed', 'failed', 'inconclusive', 'undone', 'not-applied', 'conflict', 'reverted'] as const)(
    'asks nobody to go on with a change that is %s',
    (state) => {
      expect(nextAttentionMs(changeEntry(0, { state }), { nowMs: madeMs, isAtStart: true })).toBeNull()
    },
  )
})
