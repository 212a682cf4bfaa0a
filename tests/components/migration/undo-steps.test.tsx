import { describe, expect, it } from 'vitest'
import { undoSteps } from '@/components/migration/undo-steps'
import { makeMigration, makePhaseChange, service } from './migrations'

const changeId = (number: number) => `55555555-5555-4555-8555-55555555555${number}`
const other = { ...service, name: 'orders-2' }

describe('what takes a migration back', () => {
  it('takes a wave back together, the wave before it after that', () => {
    const spec = {
      ...{ pattern: 'retarget-many' as const, target: 'new.example.com' },
      waves: [[service], [other, { ...service, name: 'orders-3' }]].map((wave) =>
        wave.map(({ namespace, name }) => ({ namespace, name })),
      ),
    }
    const made = [
      makePhaseChange('wave-1', { id: changeId(1), kind: 'retarget' }),
      makePhaseChange('wave-2', { id: changeId(2), kind: 'retarget', service: other }),
      makePhaseChange('wave-2', { id: changeId(3), kind: 'retarget', service: { ...service, name: 'orders-3' } }),
    ]
    const steps = undoSteps(makeMigration({ spec, made }))
    expect(steps.map(({ phase, requests }) => [phase?.id, requests.map((each) => each.service.name)])).toEqual([
      ['wave-2', ['orders-3', 'orders-2']],
      ['wave-1', ['orders-db']],
    ])
  })

  it('never plans two undos of one Service together', () => {
    const made = [makePhaseChange('mark', { kind: 'annotate' }), makePhaseChange('switch')]
    expect(undoSteps(makeMigration({ made })).map(({ requests }) => requests.length)).toEqual([1, 1])
  })
})
