import { describe, expect, it } from 'vitest'
import { lifeSteps } from '@/components/change/life-steps'
import type { ChangeView } from '@/lib/contract/changes'
import { makeChange } from './changes'

type State = ChangeView['state']

const startedAt = '2026-11-23T14:06:40.000Z'

function life(states: State[], change: Partial<ChangeView> = {}): string[] {
  const steps = states.map((state, index) => ({
    state,
    at: new Date(Date.parse(startedAt) + index * 1000).toISOString(),
    note: null,
  }))
  const state = states.at(-1) ?? 'ready'
  return lifeSteps(makeChange({ state, steps, ...change }), 'green').map(({ title, status }) => `${status}: ${title}`)
}

const unseen = [{ resolver: '10.96.0.10:53', startedAt, marks: 'ooo' }]

describe('the life of a change', () => {
  it('says what is done, what goes on, and what is still to come', () => {
    expect(life(['applying', 'applied', 'propagating'])).toEqual([
      'done: Intent recorded',
      'done: Service patched',
      'done: Seen on the watch',
      'now: The cluster’s DNS gives green',
      'next: Green serves',
      'next: Soak',
    ])
  })

  it('calls what makes or deletes a Service that', () => {
    const states: State[] = ['applying', 'applied', 'propagating', 'verifying', 'soaking']
    const nothing = { type: 'absent' as const, target: null }
    expect(life(states, { kind: 'create', from: nothing })).toContain('done: Service made')
    const titles = life(states, { kind: 'delete', to: nothing })
    expect(titles.slice(1, 5)).toEqual([
      'done: Service deleted',
      'done: Seen on the watch',
      'done: The cluster’s DNS knows the name no more',
      'done: The name is gone',
    ])
  })

  it('ends with the soak, and then with the proof', () => {
    const proven: State[] = ['applying', 'applied', 'propagating', 'verifying', 'soaking']
    expect(life(proven).slice(-2)).toEqual(['done: Green serves', 'now: Soak'])
    expect(life([...proven, 'completed']).at(-1)).toBe('done: Verified')
  })

  it('spells a host as it is, at the beginning of a sentence too', () => {
    const steps = makeChange({ state: 'propagating' })
    expect(lifeSteps(steps, 'db.example.com').map(({ title }) => title)).toContain('db.example.com serves')
    expect(lifeSteps(steps, 'headless 10.0.0.1').map(({ title }) => title)).toContain('Headless 10.0.0.1 serves')
  })

  it('promises nothing more once it went wrong', () => {
    expect(life(['applying', 'applied', 'propagating', 'inconclusive'])).toEqual([
      'done: Intent recorded',
      'done: Service patched',
      'done: Seen on the watch',
      'bad: Not verified',
    ])
    expect(life(['applying', 'not-applied'])).toEqual(['done: Intent recorded', 'bad: Not applied'])
  })

  it('says that somebody kept what was not proven, never that it was verified', () => {
    const kept = life(['applying', 'applied', 'propagating', 'failed', 'completed'])
    expect(kept.slice(-2)).toEqual(['bad: Verification failed', 'done: Kept'])
  })

  it('does not claim that the cluster’s DNS gives what it does not', () => {
    expect(life(['applying', 'applied', 'propagating', 'verifying', 'inconclusive'], { answers: unseen })).toContain(
      'bad: The cluster’s DNS does not give green yet',
    )
  })

  it('of a change made elsewhere is what was seen of it, nothing to come', () => {
    expect(life(['observed-live'], { kind: 'outside' })).toEqual(['done: Seen live'])
  })
})
