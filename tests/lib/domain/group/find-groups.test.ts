import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type GroupSurroundings,
  groupMembership,
  groupRoles,
  liveColour,
  memberName,
  roleHolders,
  statedMembership,
} from '@/lib/domain/group/find-groups'

type Labels = Record<string, string>

const as = (group: string, role: string): Labels => ({ 'signpost/group': group, 'signpost/role': role })

function among(services: Readonly<Record<string, Labels>>): GroupSurroundings {
  return {
    labelsOf: (name) => (Object.hasOwn(services, name) ? (services[name] ?? null) : null),
    claimants: (group, role) =>
      Object.entries(services).flatMap(([name, labels]) => {
        const stated = statedMembership(labels)
        return stated?.name === group && stated.role === role ? [name] : []
      }),
  }
}

const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, {}]))

describe('a group by names', () => {
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
    expect(groupMembership(name, among(named(...names)))).toEqual(expected)
  })

  it('takes a name that fits twice as the colour', () => {
    expect(groupMembership('a-blue', among(named('a', 'a-blue', 'a-blue-blue')))).toEqual({ name: 'a', role: 'blue' })
  })
})

describe('a group by labels', () => {
  const services = {
    find: as('search', 'active'),
    'find-2023': as('search', 'blue'),
    'find-2024': as('search', 'green'),
    search: {},
  }

  it('is what the labels say, whatever the names are', () => {
    const around = among(services)
    expect(groupMembership('find-2024', around)).toEqual({ name: 'search', role: 'green' })
    expect(roleHolders('search', around)).toEqual({ active: ['find'], blue: ['find-2023'], green: ['find-2024'] })
  })

  it('wins over names: who has the name of a role that is claimed is no member', () => {
    expect(groupMembership('search', among(services))).toBeNull()
  })

  it('is there with a single member, so that what it lacks can be told', () => {
    expect(groupMembership('find', among({ find: as('search', 'active') }))).toEqual({ name: 'search', role: 'active' })
  })

  it('is filled up by names where no label claims a role', () => {
    const around = among({ search: {}, 'search-blue': {}, 'search-green': {}, next: as('search', 'green') })
    expect(roleHolders('search', around)).toEqual({ active: ['search'], blue: ['search-blue'], green: ['next'] })
    expect(groupMembership('search', around)).toEqual({ name: 'search', role: 'active' })
    expect(groupMembership('search-green', around)).toBeNull()
  })

  it('takes a Service out of the group of its name', () => {
    const around = among({ api: {}, 'api-blue': as('other', 'active') })
    expect(groupMembership('api-blue', around)).toEqual({ name: 'other', role: 'active' })
    expect(groupMembership('api', around)).toBeNull()
  })

  it('names both Services that claim one role', () => {
    const around = among({ ...services, 'find-2022': as('search', 'blue') })
    expect(roleHolders('search', around).blue).toEqual(['find-2022', 'find-2023'])
  })

  it.each([as('search', 'purple'), as('search', 'Blue'), as('', 'blue'), { 'signpost/group': 'search' }])(
    'is not made by %j',
    (labels) => {
      expect(statedMembership(labels)).toBeNull()
      expect(groupMembership('api', among({ api: labels, 'api-blue': {} }))).toEqual({ name: 'api', role: 'active' })
    },
  )
})

it('holds that a member is among the holders of its role, and a holder is a member, unless a longer name fits better', () => {
  const name = fc.constantFrom('a', 'a-blue', 'a-green', 'b', 'b-blue', 'a-blue-blue')
  const labels = fc.oneof(
    fc.constant({}),
    fc.record({
      'signpost/group': fc.constantFrom('a', 'b', 'c'),
      'signpost/role': fc.constantFrom('active', 'blue', 'green', 'purple'),
    }),
  )
  fc.assert(
    fc.property(fc.dictionary(name, labels, { maxKeys: 6 }), (services) => {
      const around = among(services)
      for (const service of Object.keys(services)) {
        const membership = groupMembership(service, around)
        if (membership !== null) expect(roleHolders(membership.name, around)[membership.role]).toContain(service)
      }
      for (const group of ['a', 'b', 'c']) {
        const held = groupRoles.flatMap((role) => roleHolders(group, around)[role])
        expect(new Set(held).size).toBe(held.length)
      }
    }),
  )
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
