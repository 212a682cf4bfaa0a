import { describe, expect, it } from 'vitest'
import { clockText, elapsedSeconds, expectedCutOver, proofTook } from '@/components/change/cut-over'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import { brokenInCluster, resolution } from '../../lib/domain/diagram/sample-resolution'
import { makeChange } from './changes'

const appliedAt = '2026-11-23T14:06:40.000Z'
const running = makeChange({ steps: [{ state: 'applied', at: appliedAt, note: null }], state: 'applied' })

describe('the cut-over clock', () => {
  it('expects the watch and the highest TTL that the cluster gave for the Service’s own CNAME', () => {
    expect(expectedCutOver(resolution(brokenInCluster()))).toEqual({
      cacheSeconds: 300,
      pooledSeconds: 1800,
      seconds: 301,
      source: 'measured',
      watchSeconds: 1,
    })
  })

  it('assumes 30 s of cache where the cluster’s DNS was not asked, and says so', () => {
    const none: Resolution = resolution()
    expect(expectedCutOver(none)).toEqual({
      seconds: 31,
      cacheSeconds: 30,
      pooledSeconds: 1800,
      watchSeconds: 1,
      source: 'assumed',
    })
    expect(expectedCutOver(undefined).source).toBe('assumed')
  })

  it('counts from the moment it was applied', () => {
    expect(elapsedSeconds(running, Date.parse(appliedAt) + 19_900)).toBe(19)
    expect(elapsedSeconds(running, Date.parse(appliedAt) - 5000)).toBe(0)
  })

  it('tells how long the proof took once it is over', () => {
    const end = { state: 'completed' as const, at: '2026-11-23T14:06:40.400Z', note: null }
    expect(proofTook(running)).toBeNull()
    expect(proofTook({ ...running, state: 'completed', steps: [...running.steps, end] })).toBe('0.4 s')
    const atOnce = { ...end, at: appliedAt }
    expect(proofTook({ ...running, state: 'completed', steps: [...running.steps, atOnce] })).toBe('< 0.1 s')
  })

  it('reads as minutes and seconds', () => {
    expect([0, 36, 725].map(clockText)).toEqual(['0:00', '0:36', '12:05'])
  })
})
