import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { refuseOpenLoopback } from '@/lib/server/settings/refuse-open-loopback'
import { parseAddress, readSettings } from '@/lib/server/settings/settings'

describe('readSettings', () => {
  test('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 7420,
      SIGNPOST_AUTH: 'loopback',
      SIGNPOST_HOSTS: [],
    })
  })

  test('takes how long connections live in pools as seconds, or as unlimited', () => {
    expect(readSettings({ SIGNPOST_POOL_LIFETIME: '600' }).SIGNPOST_POOL_LIFETIME).toBe(600)
    expect(readSettings({ SIGNPOST_POOL_LIFETIME: 'unlimited' }).SIGNPOST_POOL_LIFETIME).toBe('unlimited')
  })

  test('takes an empty variable as unset', () => {
    expect(readSettings({ PORT: '', SIGNPOST_RESOLVERS: '' })).toEqual(readSettings({}))
  })

  test.each([
    ['SIGNPOST_AUTH', 'none'],
    ['PORT', '0'],
    ['SIGNPOST_CLUSTER_DNS', 'dns.example.net'],
    ['SIGNPOST_RESOLVERS', '1.1.1.1,nonsense'],
    ['SIGNPOST_RATE_LIMIT', '-1'],
    ['SIGNPOST_ASK_LIMIT', '-1'],
    ['SIGNPOST_CLUSTER_DOMAIN', 'Not A Domain'],
    ['SIGNPOST_POOL_LIFETIME', 'for ever'],
    ['SIGNPOST_CLIENT_CACHE', '-5'],
  ])('names %s when it is %j', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(AppError)
    expect(() => readSettings({ [name]: value })).toThrow(name)
  })
})

test.each([
  ['10.96.0.10', { host: '10.96.0.10', port: 53 }],
  ['127.0.0.1:1053', { host: '127.0.0.1', port: 1053 }],
  ['localhost:53', { host: '127.0.0.1', port: 53 }],
  ['[::1]:1053', { host: '::1', port: 1053 }],
  ['fd00::10', { host: 'fd00::10', port: 53 }],
  ['10.96.0.10:0', null],
  ['10.96.0.10:99999', null],
  ['resolver.example.net', null],
  ['', null],
])('reads the address %j as %j', (text, address) => {
  expect(parseAddress(text)).toEqual(address)
})

test('reads domains in any spelling, and names the setting when one is no domain', () => {
  const { SIGNPOST_OWN_DOMAINS } = readSettings({ SIGNPOST_OWN_DOMAINS: 'Example.COM., *.corp.internal ,.lan' })
  expect(SIGNPOST_OWN_DOMAINS).toEqual(['example.com', 'corp.internal', 'lan'])
  expect(() => readSettings({ SIGNPOST_OTHER_CLUSTER_DOMAINS: 'https://edge' })).toThrow(
    /SIGNPOST_OTHER_CLUSTER_DOMAINS/,
  )
})

describe('refuseOpenLoopback', () => {
  const production = { NODE_ENV: 'production' }

  test('lets loopback mode listen on loopback', () => {
    expect(() => refuseOpenLoopback(readSettings({}), { ...production, HOSTNAME: '127.0.0.1' })).not.toThrow()
  })

  test.each(['0.0.0.0', '10.0.0.5', undefined])('refuses loopback mode on HOSTNAME=%s', (HOSTNAME) => {
    expect(() => refuseOpenLoopback(readSettings({}), { ...production, HOSTNAME })).toThrow('SIGNPOST_AUTH')
  })

  test.each(['token', 'oidc', 'proxy'])('lets mode %s, which asks who somebody is, listen anywhere', (mode) => {
    expect(() =>
      refuseOpenLoopback(readSettings({ SIGNPOST_AUTH: mode }), { ...production, HOSTNAME: '0.0.0.0' }),
    ).not.toThrow()
  })
})
