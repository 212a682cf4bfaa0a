import { describe, expect, test } from 'vitest'
import { readSettings } from '@/lib/server/settings/settings'
import { readSignInSettings } from '@/lib/server/settings/sign-in-settings'

const read = (env: Record<string, string>) => readSignInSettings(readSettings(env))
const oidc = {
  SIGNPOST_AUTH: 'oidc',
  SIGNPOST_URL: 'https://signpost.example.com',
  SIGNPOST_OIDC_ISSUER: 'https://login.example.com/realms/company',
  SIGNPOST_OIDC_CLIENT_ID: 'signpost',
}
const proxy = {
  SIGNPOST_AUTH: 'proxy',
  SIGNPOST_PROXY_PEERS: '10.0.0.0/8, 2001:db8::1',
  SIGNPOST_PROXY_SECRET: 'sixteen characters',
}

describe('the settings of a sign-in', () => {
  test('have a shape for each mode, with the documented defaults', () => {
    expect(read({})).toEqual({ mode: 'loopback' })
    expect(read({ SIGNPOST_AUTH: 'token' })).toEqual({
      mode: 'token',
      session: { keys: { kind: 'none' }, idleMs: 14_400_000, lifetimeMs: 86_400_000, url: null },
    })
    expect(read(oidc)).toMatchObject({
      mode: 'oidc',
      oidc: {
        prefix: 'oidc:',
        mode: 'impersonate',
        userClaim: 'sub',
        clientSecret: null,
        name: 'login.example.com',
        clockToleranceSeconds: 300,
      },
    })
    expect(read({ ...oidc, SIGNPOST_OIDC_PREFIX: '-' })).toMatchObject({ oidc: { prefix: '' } })
    expect(read(proxy)).toMatchObject({ mode: 'proxy', proxy: { userHeader: 'x-forwarded-user', allowedGroups: null } })
  })

  test.each([
    ['SIGNPOST_OIDC_ISSUER', { ...oidc, SIGNPOST_OIDC_ISSUER: '' }],
    ['SIGNPOST_OIDC_ISSUER', { ...oidc, SIGNPOST_OIDC_ISSUER: 'http://login.example.com' }],
    ['SIGNPOST_OIDC_ISSUER', { ...oidc, SIGNPOST_OIDC_ISSUER: 'login' }],
    ['SIGNPOST_OIDC_CLIENT_ID', { ...oidc, SIGNPOST_OIDC_CLIENT_ID: '' }],
    ['SIGNPOST_URL', { ...oidc, SIGNPOST_URL: '' }],
    ['SIGNPOST_URL', { ...oidc, SIGNPOST_URL: 'http://signpost.example.com' }],
    ['SIGNPOST_URL', { ...oidc, SIGNPOST_URL: 'https://signpost.example.com/console' }],
    ['SIGNPOST_OIDC_SCOPES', { ...oidc, SIGNPOST_OIDC_SCOPES: 'profile' }],
    ['SIGNPOST_OIDC_PREFIX', { ...oidc, SIGNPOST_OIDC_PREFIX: 'system:' }],
    [
      'SIGNPOST_OIDC_CLIENT_SECRET',
      { ...oidc, SIGNPOST_OIDC_CLIENT_SECRET: 'a', SIGNPOST_OIDC_CLIENT_SECRET_FILE: '/x' },
    ],
    ['SIGNPOST_OIDC_CLIENT_SECRET_FILE', { ...oidc, SIGNPOST_OIDC_CLIENT_SECRET_FILE: '/does/not/exist' }],
    ['SIGNPOST_OIDC_CLOCK_TOLERANCE', { ...oidc, SIGNPOST_OIDC_CLOCK_TOLERANCE: '3600' }],
    ['SIGNPOST_SESSION_IDLE', { ...oidc, SIGNPOST_SESSION_IDLE: '7200', SIGNPOST_SESSION_LIFETIME: '3600' }],
    ['SIGNPOST_SESSION_IDLE', { ...oidc, SIGNPOST_SESSION_IDLE: '1' }],
    ['SIGNPOST_SESSION_KEYS', { ...oidc, SIGNPOST_SESSION_KEYS: 'a', SIGNPOST_SESSION_KEYS_FILE: '/x' }],
    ['SIGNPOST_PROXY_PEERS', { ...proxy, SIGNPOST_PROXY_PEERS: '' }],
    ['SIGNPOST_PROXY_PEERS', { ...proxy, SIGNPOST_PROXY_PEERS: '10.0.0.0/33' }],
    ['SIGNPOST_PROXY_PEERS', { ...proxy, SIGNPOST_PROXY_PEERS: 'proxy.example.com' }],
    ['SIGNPOST_PROXY_SECRET', { ...proxy, SIGNPOST_PROXY_SECRET: '' }],
    ['SIGNPOST_PROXY_SECRET', { ...proxy, SIGNPOST_PROXY_SECRET: 'short' }],
    ['SIGNPOST_PROXY_USER_HEADER', { ...proxy, SIGNPOST_PROXY_USER_HEADER: 'x-signpost-secret' }],
    ['SIGNPOST_PROXY_USER_HEADER', { ...proxy, SIGNPOST_PROXY_USER_HEADER: 'Impersonate-User' }],
    ['SIGNPOST_PROXY_GROUPS_HEADER', { ...proxy, SIGNPOST_PROXY_GROUPS_HEADER: 'cookie' }],
  ])('name %s where it cannot work: %j', (name, env: Record<string, string>) => {
    expect(() => read(env)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(`${name}: `) }),
    )
  })

  test('never tell a secret that is wrong', () => {
    expect(() => read({ ...proxy, SIGNPOST_PROXY_SECRET: 'short' })).not.toThrow('short')
  })
})
