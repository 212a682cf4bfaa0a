import { describe, expect, it } from 'vitest'
import { standingOf } from '@/components/migration/migration-standing'
import { makeMigration, makePhaseChange, service } from './migrations'

const waves = [[service, { ...service, name: 'orders-2' }].map(({ namespace, name }) => ({ namespace, name }))]
const spec = { pattern: 'retarget-many' as const, target: 'new.example.com', waves }
const made = (...states: Array<'soaking' | 'propagating' | 'failed'>) =>
  states.map((state, index) =>
    makePhaseChange('wave-1', {
      ...{ state, id: `55555555-5555-4555-8555-55555555555${index}`, kind: 'retarget' },
      service: index === 0 ? service : { ...service, name: 'orders-2' },
    }),
  )
const words = (given: Parameters<typeof makeMigration>[0]) => standingOf(makeMigration(given)).words

describe('where a migration stands', () => {
  it.each([
    ['it waits for its change', { spec, made: made('soaking') }, 'Ready for its change'],
    ['one of its changes is still being proved', { spec, made: made('soaking', 'propagating') }, 'Reaching the caches'],
    ['one of its changes failed its proof', { spec, made: made('propagating', 'failed') }, 'Verification failed'],
    [
      'a gate before its change is closed',
      { made: made(), next: { phase: 'mark', prechecks: null, why: 'away' } },
      'Waits at gate 1',
    ],
  ])('says that %s', (_, given, said) => {
    expect(words(given)).toBe(said)
  })
})
