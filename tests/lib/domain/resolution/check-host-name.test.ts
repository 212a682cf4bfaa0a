import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'

test.each([
  ['192.168.1.100', '192.168.1.100'],
  ['127.1', '127.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['0X7F000001', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['017700000001', '127.0.0.1'],
  ['0177.0.0.1', '127.0.0.1'],
  ['10.65535', '10.0.255.255'],
  ['0', '0.0.0.0'],
  ['1.2.3.4.', '1.2.3.4'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['::ffff:169.254.169.254', '::ffff:a9fe:a9fe'],
])('takes %s for the address %s', (name, address) => {
  expect(checkHostName(name)).toEqual({ kind: 'ip-literal', address })
})

test.each([
  ['', 'empty'],
  ['.', 'empty'],
  ['a..test', 'between two dots'],
  ['.a.test', 'between two dots'],
  [`${'a'.repeat(64)}.test`, '63 bytes'],
  [`${'ä'.repeat(32)}.test`, '63 bytes'],
  [`${'a.'.repeat(127)}a`, 'longer'],
  ['-a.test', 'hyphen'],
  ['a-.test', 'hyphen'],
  ['a b.test', 'other characters'],
  ['*.test', 'other characters'],
  ['<img onerror>', 'other characters'],
  ['bücher.test', 'other characters'],
  ['a.test\n', 'other characters'],
  ['1::2::3', 'other characters'],
])('refuses %j: %s', (name, why) => {
  expect(checkHostName(name)).toEqual({ kind: 'invalid', why: expect.stringContaining(why) })
})

test.each([
  'api.stripe.com',
  'api.stripe.com.',
  '_dmarc.example.com',
  'localhost',
  '1.2.3.4.5',
  '256.1.1.1',
  '08.1',
  '4294967296',
  '1.2.3.x',
  `${'a'.repeat(63)}.test`,
  `${'a.'.repeat(126)}a`,
])('lets %s be asked for', (name) => {
  expect(checkHostName(name)).toEqual({ kind: 'ok' })
})

test('never throws, and what it lets through has labels of 1 to 63 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      if (checkHostName(name).kind !== 'ok') return
      expect(name).toMatch(/^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?$/i)
    }),
  )
})
