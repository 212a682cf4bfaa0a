import { describe, expect, it } from 'vitest'
import { groupRoleOf, liveColour, memberName } from '@/lib/domain/group/find-groups'

const among = (...names: string[]) => {
  const set = new Set(names)
  return (name: string) => set.has(name)
}

describe('groupRoleOf', () => {
  it.each([
    ['api', ['api', 'api-blue', 'api-green'], { name: 'api', role: 'active' }],
    ['api-blue', ['api', 'api-blue'], { name: 'api', role: 'blue' }],
    ['api-green', ['api-blue', 'api-green'], { name: 'api', role: 'green' }],
    ['api', ['api'], null],
    ['api-blue', ['api-blue'], null],
    ['deep-blue', ['deep-blue', 'sea'], null],
    ['-blue', ['-blue', '-green'], null],
    ['api', ['api', 'api-blues'], null],
  ])('%s among %j is %j', (name, names, expected) => {
    expect(groupRoleOf(name, among(...names))).toEqual(expected)
  })

  it('takes a name that fits twice as the colour', () => {
    expect(groupRoleOf('a-blue', among('a', 'a-blue', 'a-blue-blue'))).toEqual({ name: 'a', role: 'blue' })
  })
})

describe('liveColour', () => {
  const at = (target: string | null) => ({ target })

  it.each([
    ['a.example', 'a.example', 'b.example', 'blue'],
    ['B.example.', 'a.example', 'b.example', 'green'],
    ['c.example', 'a.example', 'b.example', null],
    ['a.example', 'a.example', 'a.example', null],
    [null, null, 'b.example', null],
  ])('active %s, blue %s, green %s: %s', (active, blue, green, expected) => {
    expect(liveColour(at(active), at(blue), at(green))).toBe(expected)
  })

  it('knows none when a member that would be live is missing', () => {
    expect(liveColour(at('a.example'), null, at('b.example'))).toBeNull()
    expect(liveColour(null, at('a.example'), at('b.example'))).toBeNull()
  })
})

it('names the members of a group', () => {
  expect([memberName('api', 'active'), memberName('api', 'green')]).toEqual(['api', 'api-green'])
})
