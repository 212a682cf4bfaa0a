import { describe, expect, it } from 'vitest'
import { planRollout, rolloutLimits } from '../../../demo/controllers/plan-rollout.ts'

const rolling = { wanted: 4, isRecreate: false, maxSurge: 1, maxUnavailable: 1 }
const all = (replicas: number) => ({ replicas, available: replicas })

describe('planRollout', () => {
  it.each([
    ['starts the first Pods at once', all(0), [], { next: 4, old: [] }],
    ['goes above the wanted number by the surge', all(0), [all(4)], { next: 1, old: [4] }],
    ['takes old Pods away as far as enough serve', { replicas: 1, available: 0 }, [all(4)], { next: 1, old: [3] }],
    [
      'takes those first that do not serve',
      { replicas: 1, available: 0 },
      [{ replicas: 4, available: 3 }],
      { next: 1, old: [3] },
    ],
    ['waits while too few serve', { replicas: 2, available: 0 }, [all(3)], { next: 2, old: [3] }],
    ['takes the last old Pods away', all(4), [all(1)], { next: 4, old: [0] }],
    ['shrinks what is too large', all(6), [], { next: 4, old: [] }],
    ['rests when all is done', all(4), [all(0)], { next: 4, old: [0] }],
  ])('%s', (_title, next, old, step) => {
    expect(planRollout({ ...rolling, next, old })).toEqual(step)
  })
  it('ends every rollout of Pods that become ready, and never has too many or too few', () => {
    for (const wanted of [1, 2, 3, 7, 10])
      for (const [maxSurge, maxUnavailable] of [
        [1, 0],
        [0, 1],
        [3, 2],
        [10, 10],
      ] as const) {
        let step: ReturnType<typeof planRollout> = { next: 0, old: [wanted, 0] }
        for (let round = 0; round < 4 * wanted + 4; round += 1) {
          const old = step.old.map(all)
          step = planRollout({ wanted, isRecreate: false, maxSurge, maxUnavailable, next: all(step.next), old })
          const total = step.next + (step.old[0] ?? 0)
          expect(total).toBeLessThanOrEqual(wanted + maxSurge)
          expect(total).toBeGreaterThanOrEqual(wanted - maxUnavailable)
        }
        expect(step).toEqual({ next: wanted, old: [0, 0] })
      }
  })
})

describe('rolloutLimits', () => {
  it.each([
    ['25%', '25%', 3, { maxSurge: 1, maxUnavailable: 0 }],
    ['25%', '25%', 8, { maxSurge: 2, maxUnavailable: 2 }],
    [0, 0, 3, { maxSurge: 0, maxUnavailable: 1 }],
    [1, 5, 2, { maxSurge: 1, maxUnavailable: 2 }],
  ])('reads surge %s and unavailable %s of %s', (maxSurge, maxUnavailable, wanted, limits) => {
    expect(rolloutLimits({ rollingUpdate: { maxSurge, maxUnavailable } }, wanted)).toEqual(limits)
  })
})
