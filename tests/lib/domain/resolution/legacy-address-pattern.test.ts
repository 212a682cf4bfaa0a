import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { formsOfAddress, legacyAddressPattern } from '@/lib/domain/resolution/legacy-address-pattern'

const pattern = new RegExp(legacyAddressPattern())
const edges = [0, 1, 7, 8, 9, 10, 99, 255, 256, 65_535, 65_536, 16_777_215, 16_777_216, 4_294_967_295, 4_294_967_296]
const number = fc.oneof(fc.constantFrom(...edges), fc.nat(300), fc.nat(2 ** 31))
const written = fc
  .tuple(number, fc.constantFrom('decimal', 'octal', 'hex'), fc.nat(18))
  .map(([value, base, zeros]) =>
    base === 'decimal'
      ? String(value)
      : `${base === 'hex' ? '0x' : '0'}${'0'.repeat(zeros)}${value.toString(base === 'hex' ? 16 : 8)}`,
  )
const part = fc.oneof({ weight: 8, arbitrary: written }, fc.constantFrom('', '08', '0x', 'a', '00', '0x0g', '-1'))
// Normalised, as a target is: without a dot at its end.
const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.').replace(/\.+$/, ''))

test('matches exactly the names that are an address in a form of inet_aton', () => {
  fc.assert(fc.property(name, (host) => pattern.test(host) === (checkHostName(host).kind === 'ip-literal')))
})

test('finds one address in every form, and no other one', () => {
  const metadata = new RegExp(formsOfAddress('169.254.169.254'))
  const forms = ['169.254.169.254', '0xa9.0376.169.254', '2852039166', '0xa9fea9fe', '169.254.43518', '0251.16689662']
  expect(forms.filter((form) => !metadata.test(form))).toEqual([])
  fc.assert(
    fc.property(name, (host) => {
      const read = checkHostName(host)
      return metadata.test(host) === (read.kind === 'ip-literal' && read.address === '169.254.169.254')
    }),
  )
})
