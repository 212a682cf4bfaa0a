import { describe, expect, test } from 'vitest'
import { checkOrigin, isAllowedHost } from '@/lib/http/guard-request'

describe('isAllowedHost', () => {
  test.each(['localhost', '127.0.0.1:7420', '[::1]:7420', 'LOCALHOST:80'])('allows %s', (host) => {
    expect(isAllowedHost(host, [])).toBe(true)
  })

  test.each([null, '', 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:7420', '127.0.0.2'])(
    'refuses %s',
    (host) => {
      expect(isAllowedHost(host, [])).toBe(false)
    },
  )

  test('allows the names of the settings, with any port or with the one they name', () => {
    expect(isAllowedHost('console.company.example:443', ['console.company.example'])).toBe(true)
    expect(isAllowedHost('console.company.example:8443', ['console.company.example:8443'])).toBe(true)
    expect(isAllowedHost('console.company.example:1', ['console.company.example:8443'])).toBe(false)
  })
})

describe('checkOrigin', () => {
  const check = (headers: Record<string, string>) => () =>
    checkOrigin(new Headers({ host: '127.0.0.1:7420', ...headers }))

  test('lets a program pass, which sends neither Origin nor Fetch Metadata', () => {
    expect(check({})).not.toThrow()
  })

  test('lets the page itself pass', () => {
    expect(check({ origin: 'http://127.0.0.1:7420', 'sec-fetch-site': 'same-origin' })).not.toThrow()
  })

  test.each([
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:9999' },
    { origin: 'null' },
    { origin: 'file://127.0.0.1:7420' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('refuses a write with %j', (headers) => {
    expect(check(headers)).toThrow(/Origin/)
  })
})
