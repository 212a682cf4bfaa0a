import { describe, expect, test } from 'vitest'
import { TeamDirectory } from '@/lib/domain/review/team-directory'

const payments = { name: 'Payments', groups: ['pay-devs', 'pay-leads'], owners: ['team-pay'], contacts: [] }
const shop = { name: 'shop', groups: ['shop-devs'], owners: [], contacts: [] }
const directory = new TeamDirectory([payments, shop])

describe('the directory of teams', () => {
  test.each([
    ['payments', 'Payments'],
    [' PAYMENTS ', 'Payments'],
    ['team-pay', 'Payments'],
    ['group:default/payments', 'Payments'],
    ['group:shop', 'shop'],
    ['pay', null],
    ['<script>', null],
    [null, null],
  ])('finds whom the owner %j names', (owner, team) => {
    expect(directory.find(owner)?.name ?? null).toBe(team)
  })

  test('says whose an alias is by the groups of somebody, or by their own name', () => {
    const ada = { user: 'ada@example.com', groups: ['pay-devs', 'system:authenticated'] }
    expect(directory.teamsOf(ada.groups)).toEqual([payments])
    expect(directory.isMine('team-pay', ada)).toBe(true)
    expect(directory.isMine('shop', ada)).toBe(false)
    expect(directory.isMine('Ada@example.com', ada)).toBe(true)
    expect(directory.isMine('user:default/ada@example.com', ada)).toBe(true)
    expect(directory.isMine(null, ada)).toBe(false)
  })
})
