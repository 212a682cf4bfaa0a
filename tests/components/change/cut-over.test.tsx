import { describe, expect, it } from 'vitest'
import { clockText, elapsedSeconds, expectedCutOver, proofTook } from '@/components/change/cut-over'
import { brokenInCluster, resolution } from '../../lib/domain/diagram/sample-resolution'
import { makeChange } from './changes'

const appliedAt = '2026-11-23T14:06:40.000Z'
const running = makeChange({ steps: [{ state: 'applied', at: appliedAt, note: null }], state: 'applied' })

function unread() {
  const sample = resolution()
  return { ...sample, dns: { ...sample.dns, source: 'assumed' as const } }
}

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

  it('takes the TTL that the Corefile gives where the cluster’s DNS was not asked, or gave no more', () => {
    const sample = resolution()
    const written = { ...sample, dns: { ...sample.dns, kubernetesTtlSeconds: 12 } }
    expect(expectedCutOver(written)).toMatchObject({ cacheSeconds: 12, seconds: 13, source: 'Corefile' })
    expect(expectedCutOver({ ...written, vantages: [brokenInCluster()] })).toMatchObject({
      cacheSeconds: 300,
      source: 'measured',
    })
    expect(expectedCutOver({ ...sample, dns: { ...sample.dns, kubernetesTtlSeconds: 0 } })).toMatchObject({
      cacheSeconds: 5,
      source: 'Corefile',
    })
  })

  it('assumes 30 s of cache where neither the Corefile nor the cluster’s DNS says more, and says so', () => {
    expect(expectedCutOver(unread())).toEqual({
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
