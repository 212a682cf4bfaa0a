import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from '@/lib/domain/session/return-path'

const origin = 'https://console.example'

test.each([
  '/',
  '/switches?environment=production&x=%2F%2Fevil',
  '/services/prod/web/api?tab=resolution#hops',
  '/dependencies/xn--bcher-kva.example',
  '/%2f%2fevil.example',
  '/?q=a%5Cb',
])('keeps a path of this console: %s', (path) => {
  expect(returnPath(path)).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  'switches',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/sign-in',
  '/sign-in/oidc?to=/',
  '/api/v1/services',
  `/${'a'.repeat(5000)}`,
])('leads to the inventory instead of %j', (path) => {
  expect(returnPath(path)).toBe('/')
})

test('whatever is wanted stays at this origin, however a browser reads it', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '\r',
    ' ',
    'evil.example',
    'http:',
    'a',
    '\u3002',
    '\uff0f',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = returnPath(pieces.join(''))
      expect(path.startsWith('/')).toBe(true)
      expect(new URL(path, origin).origin).toBe(origin)
      expect(returnPath(path)).toBe(path)
    }),
    { numRuns: 2000 },
  )
})
