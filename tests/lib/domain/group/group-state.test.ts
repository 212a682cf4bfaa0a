import { describe, expect, it } from 'vitest'
import { checkGroup } from '@/lib/domain/change/check-group'
import { groupState } from '@/lib/domain/group/group-state'

const member = (name: string, target: string | null, more = {}) => ({
  ...{ namespace: 'shop', name, target, type: target === null ? 'ClusterIP' : 'ExternalName' },
  ...more,
})
const holders = { active: ['api'], blue: ['api-blue'], green: ['api-green'] }
const whole = {
  active: member('api', 'a.example'),
  blue: member('api-blue', 'a.example'),
  green: member('api-green', 'b.example'),
}

describe('the state of a group', () => {
  it.each([
    ['complete', whole, holders, []],
    [
      'drifted',
      { ...whole, active: member('api', 'c.example') },
      holders,
      ['points at neither colour: active: c.example'],
    ],
    ['same-target', { ...whole, green: whole.blue }, holders, ['have the same target']],
    [
      'same-target',
      {
        active: member('api', 'c.example'),
        blue: member('api-blue', 'B.example.'),
        green: member('api-green', 'b.example'),
      },
      holders,
      ['have the same target'],
    ],
    ['incomplete', { ...whole, green: null }, { ...holders, green: [] }, ['api-green does not exist']],
    ['incomplete', { ...whole, green: member('api-green', null) }, holders, ['api-green is of type ClusterIP']],
    [
      'incomplete',
      { ...whole, green: member('api-green', 'b.example', { terminating: true }) },
      holders,
      ['api-green is being deleted'],
    ],
    [
      'ambiguous',
      { ...whole, green: null },
      { ...holders, green: ['find-a', 'find-b'] },
      ['A role of the group is held twice: find-a and find-b are labelled green'],
    ],
  ])('is %s', (state, members, roles, blocks) => {
    expect(groupState(members, roles)).toBe(state)
    const said = checkGroup('api', members, roles)
      .filter((answer) => answer.state === 'block')
      .map(({ title, evidence }) => `${title}: ${evidence}`)
    for (const [index, words] of blocks.entries()) expect(said[index]).toContain(words)
    expect(said.length > 0).toBe(state !== 'complete')
  })

  it('names what a label group lacks by the name it would have, and no more than five rivals', () => {
    const green = ['a', 'b', 'c', 'd', 'e', 'f']
    const evidence = (roles: typeof holders) => checkGroup('search', { ...whole, green: null }, roles)[0]?.evidence
    expect(evidence({ ...holders, green: [] })).toBe('search-green does not exist')
    expect(evidence({ ...holders, green })).toBe('a, b, c, d, e and 1 more are labelled green')
  })
})
