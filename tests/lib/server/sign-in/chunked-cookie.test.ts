import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import {
  applyToCookieHeader,
  cookieName,
  readChunkedCookie,
  removeChunkedCookie,
  setChunkedCookie,
} from '@/lib/server/sign-in/chunked-cookie'

const scope = { isSecure: true, path: '/', maxAgeSeconds: 60 }
const name = cookieName('session', true)
const value = (length: number) => 'aB3-_.'.repeat(Math.ceil(length / 6)).slice(0, length)

test('a value comes back whole from parts that browsers take, whatever its length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 11_400 }), (length) => {
      const lines = setChunkedCookie(name, value(length), scope, null)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(4096)
      expect(readChunkedCookie(name, applyToCookieHeader('theme=dark', lines))).toBe(value(length))
    }),
  )
})

test('one that would lock its owner out is refused with its size', () => {
  expect(() => setChunkedCookie(name, value(11_401), scope, null)).toThrow(AppError)
  expect(() => setChunkedCookie(name, value(11_401), scope, null)).toThrow('11401 characters')
})

test('a shorter value takes away the parts that a longer one left', () => {
  const long = applyToCookieHeader(null, setChunkedCookie(name, value(9000), scope, null))
  const lines = setChunkedCookie(name, value(10), scope, long)
  expect(lines.filter((line) => line.includes('Max-Age=0')).map((line) => line.split('=')[0])).toEqual([
    `${name}.1`,
    `${name}.2`,
  ])
  expect(readChunkedCookie(name, applyToCookieHeader(long, lines))).toBe(value(10))
})

test('a value whose part is missing, or none at all, is none', () => {
  const header = applyToCookieHeader(null, setChunkedCookie(name, value(9000), scope, null))
  const without = header.split('; ').filter((pair) => !pair.startsWith(`${name}.1=`))
  expect(readChunkedCookie(name, without.join('; '))).toBeNull()
  for (const odd of [null, '', ';;;', `${name}.0=`, `${name}.0=0.x`, `${name}.0=x`, `${name}=1.x`]) {
    expect(readChunkedCookie(name, odd)).toBeNull()
  }
})

test('is for this host, over https, and for no script', () => {
  expect(setChunkedCookie(name, 'x', scope, null)).toEqual([
    '__Host-session.0=1.x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  ])
  expect(removeChunkedCookie(name, scope, `a=b; ${name}.0=1.x; ${name}x.0=1`)).toEqual([
    '__Host-session.0=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
  ])
})
