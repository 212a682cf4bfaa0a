import { expect, test } from 'vitest'
import { actingGroups, isActingUser } from '@/lib/domain/access/acting-name'

test.each([
  ['vera', true],
  ['oidc:vera@example.com', true],
  ['jörg', true],
  ['oidc:system:admin', true],
  ['system:admin', false],
  ['system:', false],
  ['', false],
  ['  ', false],
  ['a\r\nImpersonate-Group: system:masters', false],
  ['a\u0000', false],
  ['a'.repeat(1025), false],
])('whether the console may name the user %j: %j', (user, expected) => {
  expect(isActingUser(user)).toBe(expected)
})

test('names each group once, none of Kubernetes’ own, and those that are allowed alone where they are given', () => {
  const groups = ['payments', 'system:masters', 'payments', 'platform', 'system:nodes', '', 'a\nb']
  expect(actingGroups(groups, null)).toEqual(['payments', 'platform'])
  expect(actingGroups(groups, ['platform', 'system:masters'])).toEqual(['platform'])
})
