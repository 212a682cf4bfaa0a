import { expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { readClaims } from '@/lib/server/sign-in/read-claims'

const settings = { userClaim: 'sub', groupsClaim: 'groups', prefix: 'oidc:', allowedGroups: null }

test('user and groups get the prefix, and a single group is a group', () => {
  expect(readClaims({ sub: 'vera', groups: ['a', 'b', 'a'] }, settings)).toEqual({
    user: 'oidc:vera',
    groups: ['oidc:a', 'oidc:b'],
  })
  expect(readClaims({ sub: 'vera', groups: 'a' }, settings).groups).toEqual(['oidc:a'])
  expect(readClaims({ sub: 'vera' }, settings).groups).toEqual([])
  expect(readClaims({ sub: 'vera', groups: [1, null, {}, 'a'] }, settings).groups).toEqual(['oidc:a'])
})

test('a group that the settings do not name is left out', () => {
  const { groups } = readClaims({ sub: 'v', groups: ['a', 'b'] }, { ...settings, allowedGroups: ['oidc:b'] })
  expect(groups).toEqual(['oidc:b'])
})

const bare = { ...settings, prefix: '' }
const mail = { ...settings, userClaim: 'email' }

test.each([
  ['no user', {}, settings, 'claims'],
  ['a user that is no text', { sub: ['vera'] }, settings, 'claims'],
  ['an empty user', { sub: '' }, settings, 'claims'],
  ['a user of Kubernetes’ own', { sub: 'system:admin' }, bare, 'reserved-name'],
  ['a user with a line break', { sub: 'a\nb' }, settings, 'reserved-name'],
  ['a mail address that nobody verified', { email: 'ceo@example.com', email_verified: false }, mail, 'claims'],
  ['a mail address verified in words alone', { email: 'ceo@example.com', email_verified: 'true' }, mail, 'claims'],
] as const)('%s is refused', (_, claims, given, reason) => {
  expect(() => readClaims(claims, given)).toThrow(expect.objectContaining({ code: 'unauthenticated', reason }))
  expect(() => readClaims(claims, given)).toThrow(AppError)
})

test('groups of Kubernetes’ own are left out where no prefix makes them others', () => {
  expect(readClaims({ sub: 'vera', groups: ['system:masters', 'a'] }, bare).groups).toEqual(['a'])
  expect(readClaims({ sub: 'vera', groups: ['system:masters'] }, settings).groups).toEqual(['oidc:system:masters'])
})
